using System.Globalization;
using System.IO.Enumeration;
using Sweeper.Sweeps;

namespace Sweeper.Clusters.Files;

/// <summary>
/// The folder that a run and the tasks on a cluster share. Files are created exclusively, appended to by one process or renamed
/// into place, which holds on network file systems too.
/// </summary>
/// <param name="path">A full path.</param>
public sealed class ClusterFolder(string path)
{
    /// <summary>The name of the folder in that of a sweep.</summary>
    public const string Name = "cluster";

    private const int DiskFull = 28;

    private static readonly string[] Names =
    [
        "shards", "decisions", "checkpoints", "attachments", "submissions", "marks", "logs", "requests", "answers",
    ];

    private static readonly string[] NamesOfOneTrial = ["checkpoints", "attachments", "decisions"];

    /// <summary>Its full path.</summary>
    public string Path { get; } = path;

    /// <summary>That of a sweep.</summary>
    /// <param name="sweepFolder">The folder of the sweep.</param>
    public static ClusterFolder Of(string sweepFolder) =>
        new(System.IO.Path.GetFullPath(System.IO.Path.Combine(sweepFolder, Name)));

    /// <summary>What tasks must know of the sweep.</summary>
    public string Sweep => In("sweep.json");

    /// <summary>The trials, a line each.</summary>
    public string Plan => In("plan.jsonl");

    /// <summary>The folder of what attempts report.</summary>
    public string Shards => In("shards");

    /// <summary>There once the sweep is to be stopped.</summary>
    public string StopMark => In("stop");

    /// <summary>Changes while a run looks after the sweep.</summary>
    public string HeadMark => In("head");

    /// <summary>The folder of what tasks themselves write.</summary>
    public string Logs => In("logs");

    /// <summary>The folder of what was submitted.</summary>
    public string Submissions => In("submissions");

    /// <summary>What an attempt reports.</summary>
    public string Shard(int trial, int attempt) => System.IO.Path.Combine(Shards, $"{Number(trial)}.{Number(attempt)}.jsonl");

    /// <summary>The attempts whose shards are there.</summary>
    internal IEnumerable<AttemptKey> Attempts() =>
        new FileSystemEnumerable<AttemptKey?>(Shards, (ref entry) => KeyOf(entry.FileName)).OfType<AttemptKey>();

    /// <summary>The attempt whose shard has a name; null where that is none's.</summary>
    internal static AttemptKey? KeyOf(ReadOnlySpan<char> name)
    {
        int dot = name.IndexOf('.');
        int end = dot < 0 ? -1 : name[(dot + 1)..].IndexOf('.');
        return end > 0 && TryParse(name[..dot], out int trial) && TryParse(name.Slice(dot + 1, end), out int attempt)
            ? new AttemptKey(trial, attempt)
            : null;
    }

    /// <summary>
    /// What is there of trials beside their shards: states, attachments and decisions. Folders are listed once.
    /// </summary>
    internal IEnumerable<string> FilesOf(HashSet<int> trials) => NamesOfOneTrial
        .SelectMany(name => Directory.EnumerateFiles(In(name)))
        .Where(path => System.IO.Path.GetFileName(path.AsSpan()) is var file
            && TryParse(file[..Math.Max(0, file.IndexOf('.'))], out int trial) && trials.Contains(trial));

    /// <summary>What the run decides on a trial.</summary>
    public string Decisions(int trial) => In("decisions", $"{Number(trial)}.jsonl");

    /// <summary>The state that an attempt saved after an epoch.</summary>
    public string Checkpoint(int trial, int attempt, int epoch) =>
        In("checkpoints", $"{Number(trial)}.{Number(attempt)}.{Number(epoch)}");

    /// <summary>What an attempt left behind, one after the other.</summary>
    public string Attachments(int trial, int attempt) => In("attachments", $"{Number(trial)}.{Number(attempt)}");

    /// <summary>Which trials the tasks of a submission train.</summary>
    public string Submission(int number) => System.IO.Path.Combine(Submissions, $"{Number(number)}.json");

    /// <summary>The number that Slurm gave to a submission.</summary>
    public string Job(int number) => System.IO.Path.Combine(Submissions, $"{Number(number)}.job");

    /// <summary>There once a task of a submission has begun, and sees the folder.</summary>
    public string Mark(int submission, int task) => In("marks", $"{Number(submission)}.{Number(task)}");

    /// <summary>The folder of the requests of tasks that ask for a trial.</summary>
    public string Requests => In("requests");

    /// <summary>There while a task waits for the answer to its request of a number, from 1.</summary>
    public string Request(int submission, int task, int request) =>
        System.IO.Path.Combine(Requests, $"{Number(submission)}.{Number(task)}.{Number(request)}");

    /// <summary>The answers to the requests of a task, a line each.</summary>
    public string Answers(int submission, int task) => In("answers", $"{Number(submission)}.{Number(task)}.jsonl");

    /// <summary>What a task itself writes.</summary>
    /// <param name="job">What the cluster calls the task, such as <c>17_3</c>.</param>
    public string Log(string job) => System.IO.Path.Combine(Logs, $"{job}.log");

    /// <summary>What to tell people where the folder cannot be read or written.</summary>
    public SweeperException Failure(Exception cause) => new(
        cause is IOException { HResult: DiskFull }
            ? $"The disk that holds '{Path}' is full: free some space, then run the same command again to carry on."
            : $"'{Path}' cannot be read or written: {cause.Message.TrimEnd('.')}. Run the same command again to carry on.",
        FailureKind.Environment,
        cause);

    /// <summary>Makes the folders, as far as they are missing.</summary>
    public void Create()
    {
        foreach (string name in Names)
            Directory.CreateDirectory(In(name));
    }

    private string In(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    private static bool TryParse(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
