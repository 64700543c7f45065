using System.Globalization;

namespace Sweeper.Programs.ProgramTrials;

/// <summary>
/// The folder of a trial that is a program: its output, what it reports, and what it keeps from one attempt to the next.
/// </summary>
internal sealed class TrialFolder
{
    private const string Log = "output.log";

    private TrialFolder(string path) => Path = path;

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>Which attempt is to begin, from 1.</summary>
    public int Attempt { get; private init; }

    /// <summary>The folder that outlives attempts.</summary>
    public string Checkpoint => System.IO.Path.Combine(Path, "checkpoint");

    /// <summary>The file to which the program may append metrics.</summary>
    public string Metrics => System.IO.Path.Combine(Path, "metrics.jsonl");

    /// <summary>The file of the attempt's output.</summary>
    public string Output => System.IO.Path.Combine(Path, Log);

    /// <summary>
    /// Makes the folder of a trial that has had no attempt, in place of one that another sweep left, or prepares it for the next
    /// attempt: the output of the one before goes to <c>output.1.log</c>, and what it reported is recorded already.
    /// </summary>
    /// <param name="sweepFolder">The folder of the sweep.</param>
    /// <param name="number">The trial.</param>
    /// <param name="isRestarted">Whether it has had an attempt.</param>
    public static TrialFolder Prepare(string sweepFolder, int number, bool isRestarted)
    {
        string name = number.ToString(CultureInfo.InvariantCulture);
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(sweepFolder, "trials", name));
        if (!isRestarted && Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        var folder = new TrialFolder(path) { Attempt = NextAttempt(path) };
        Directory.CreateDirectory(folder.Checkpoint);
        if (folder.Attempt > 1)
            File.Move(folder.Output, EarlierOutput(path, folder.Attempt - 1), overwrite: true);
        File.Delete(folder.Metrics);
        return folder;
    }

    // An attempt is known by its output, which is made before its program starts, so that one that was killed counts.
    private static int NextAttempt(string path)
    {
        if (!File.Exists(System.IO.Path.Combine(path, Log)))
            return 1;
        int attempt = 1;
        while (File.Exists(EarlierOutput(path, attempt)))
            attempt++;
        return attempt + 1;
    }

    private static string EarlierOutput(string path, int attempt) =>
        System.IO.Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"output.{attempt}.log"));
}
