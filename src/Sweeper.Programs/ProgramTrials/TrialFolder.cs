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
    /// <param name="attempt">Which attempt begins, from 1.</param>
    public static TrialFolder Prepare(string sweepFolder, int number, int attempt)
    {
        string name = number.ToString(CultureInfo.InvariantCulture);
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(sweepFolder, "trials", name));
        if (attempt == 1 && Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        var folder = new TrialFolder(path);
        Directory.CreateDirectory(folder.Checkpoint);

        // There is none where an attempt ended before its program was started.
        if (File.Exists(folder.Output))
            File.Move(folder.Output, EarlierOutput(path, attempt - 1), overwrite: true);
        File.Delete(folder.Metrics);
        return folder;
    }

    private static string EarlierOutput(string path, int attempt) =>
        System.IO.Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"output.{attempt}.log"));
}
