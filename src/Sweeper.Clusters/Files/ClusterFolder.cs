using System.Globalization;

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

    /// <summary>Makes the folders, as far as they are missing.</summary>
    public void Create()
    {
        foreach (string name in new[] { "shards", "decisions", "checkpoints", "attachments", "submissions", "marks", "logs" })
            Directory.CreateDirectory(In(name));
    }

    private string In(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
