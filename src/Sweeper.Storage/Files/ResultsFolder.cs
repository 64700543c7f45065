using System.Globalization;
using System.Text.RegularExpressions;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Durability;
using Sweeper.Sweeps.Store;

namespace Sweeper.Storage.Files;

/// <summary>
/// A folder of results and the paths in it: the database <c>sweeper.db</c>, the lock of the process that writes it, and a
/// folder per sweep. No name it is given leads out of it.
/// </summary>
public sealed partial class ResultsFolder
{
    private const string Checkpoints = "checkpoints";

    /// <param name="path">The folder, relative to the current one or absolute; it need not exist.</param>
    public ResultsFolder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>The folder itself; an absolute path.</summary>
    public string Path { get; }

    /// <summary>The database with every sweep of the folder.</summary>
    public string DatabasePath => System.IO.Path.Combine(Path, "sweeper.db");

    /// <summary>The file that the one writing process holds locked.</summary>
    public string LockPath => System.IO.Path.Combine(Path, "sweeper.lock");

    /// <summary>
    /// Says who holds the lock. A file of its own, because nobody else can open a file locked with <see cref="FileShare.None"/>.
    /// </summary>
    internal string LockOwnerPath => System.IO.Path.Combine(Path, "sweeper.lock.owner");

    /// <summary>
    /// Where requests to the sweep that runs are laid, and their answers: files reach the one process that writes the database
    /// from every machine that sees the folder.
    /// </summary>
    internal string RequestFolder => System.IO.Path.Combine(Path, "sweeper.requests");

    /// <summary>
    /// Whether a path is, or could be, a file that the store keeps in this folder: the database, what SQLite and the lock keep
    /// beside it, copies of earlier versions, attachments such as models, and checkpoints. Names are compared without regard to
    /// case, as some disks do.
    /// </summary>
    /// <param name="path">An absolute path without links.</param>
    /// <param name="root">The path of this folder without links.</param>
    public static bool Keeps(string path, string root)
    {
        string inside = System.IO.Path.TrimEndingDirectorySeparator(root) + System.IO.Path.DirectorySeparatorChar;
        if (!path.StartsWith(inside, StringComparison.OrdinalIgnoreCase))
            return false;
        string[] parts = path[inside.Length..].Split(System.IO.Path.DirectorySeparatorChar);
        return parts.Length == 1 || parts[0].Equals("sweeper.requests", StringComparison.OrdinalIgnoreCase) ? StoreFile()
            .IsMatch(parts[0])
            : parts.Length > 2
                && (TrialFile().IsMatch(parts[^1]) || parts[1].Equals(Checkpoints, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Creates the folder when it is missing.</summary>
    /// <exception cref="SweeperException">It cannot be created.</exception>
    public void Create() => CreateFolder(Path);

    /// <summary>The folder of a sweep's report and models; it need not exist.</summary>
    /// <exception cref="SweeperException">The sweep's name cannot name a folder.</exception>
    public string SweepFolder(SweepReference sweep)
    {
        if (!SweepName().IsMatch(sweep.Name) || sweep.Number < 1)
            throw Refused(sweep.ToString(), "a sweep", "lower-case letters, digits and hyphens, at most 64");
        return System.IO.Path.Combine(Path, sweep.FolderName);
    }

    /// <summary>The folder of the states of trials under way; it need not exist.</summary>
    internal string CheckpointFolder(SweepReference sweep) => System.IO.Path.Combine(SweepFolder(sweep), Checkpoints);

    /// <summary>Creates the folder of a sweep when it is missing.</summary>
    internal string CreateSweepFolder(SweepReference sweep)
    {
        string folder = SweepFolder(sweep);
        CreateFolder(folder);
        return folder;
    }

    /// <summary>
    /// Where a trial's attachment goes, relative to this folder and with forward slashes, as the database keeps it.
    /// </summary>
    /// <exception cref="SweeperException">The folder or the extension could lead elsewhere.</exception>
    internal string AttachmentPath(SweepReference sweep, AttachmentFile file, int trialNumber)
    {
        if (!PathSegment().IsMatch(file.Folder))
            throw Refused(file.Folder, "a folder of attachments", "letters, digits, hyphens and underscores");
        if (!Extension().IsMatch(file.Extension))
            throw Refused(file.Extension, "the extension of an attachment", "a dot, then letters and digits");
        string sweepFolder = System.IO.Path.GetFileName(SweepFolder(sweep));
        return string.Create(CultureInfo.InvariantCulture, $"{sweepFolder}/{file.Folder}/trial-{trialNumber}{file.Extension}");
    }

    /// <summary>The absolute path of a path kept in the database, which may have been written by anyone.</summary>
    /// <exception cref="SweeperException">It leads out of the folder.</exception>
    internal string Resolve(string relativePath)
    {
        string full = System.IO.Path.GetFullPath(relativePath, Path);
        string inside = System.IO.Path.TrimEndingDirectorySeparator(Path) + System.IO.Path.DirectorySeparatorChar;
        return full.StartsWith(inside, StringComparison.Ordinal)
            ? full
            : throw new SweeperException(
                $"'{DatabasePath}' names the file '{relativePath}', which is outside its folder: "
                + $"the database is not to be trusted.",
                FailureKind.Environment);
    }

    private void CreateFolder(string folder)
    {
        try
        {
            WholeFile.CreateFolder(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.From(e, this);
        }
    }

    private static SweeperException Refused(string found, string what, string allowed) =>
        new($"'{found}' cannot name {what}: allowed are {allowed}.", FailureKind.Input);

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z")]
    private static partial Regex SweepName();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex PathSegment();

    [GeneratedRegex(@"\Asweeper(\.v[0-9.]+)?\.(db|lock|requests)([-.][a-z]+)*\z", RegexOptions.IgnoreCase)]
    private static partial Regex StoreFile();

    [GeneratedRegex(@"\Atrial-[0-9]+\.[A-Za-z0-9]+(\.tmp)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex TrialFile();

    [GeneratedRegex(@"\A\.[A-Za-z0-9]{1,32}\z")]
    private static partial Regex Extension();
}
