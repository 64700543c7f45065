using System.Text;
using Sweeper.Clusters.Files;

namespace Sweeper.Clusters.Heads;

/// <summary>How far the trials of a sweep are on a cluster, as their files tell.</summary>
/// <param name="Queued">Those whose attempt has not begun, and tasks that have not begun to ask for one.</param>
/// <param name="Running">Those whose attempt has begun and not ended.</param>
public readonly record struct ClusterProgress(int Queued, int Running)
{
    // The end of an attempt is its last line, and shorter.
    private const int TailBytes = 1 << 16;

    /// <summary>Reads them; null where the sweep has nothing on a cluster any more.</summary>
    public static ClusterProgress? Of(ClusterFolder folder)
    {
        if (!Directory.Exists(folder.Submissions) || File.Exists(folder.StopMark))
            return null;
        var last = new Dictionary<int, int>();
        int queued = 0;
        foreach (Submission submission in SubmissionFiles.ReadAll(folder))
        {
            foreach (AttemptKey key in submission.Tasks.SelectMany(t => t).Concat(Answered(folder, submission)))
                last[key.Trial] = key.Attempt;
            queued += Enumerable.Range(0, submission.Asking).Count(
                t => !File.Exists(folder.Mark(submission.Number, t)) && !File.Exists(folder.Answers(submission.Number, t)));
        }

        string[] begun = [.. last.Select(k => folder.Shard(k.Key, k.Value)).Where(File.Exists)];
        queued += last.Count - begun.Length;
        int running = begun.Count(shard => !HasEnd(shard));
        return queued + running == 0 ? null : new ClusterProgress(queued, running);
    }

    /// <summary><c>12 queued, 4 running on slurm</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Queued} queued, {Running} running on slurm");

    private static IEnumerable<AttemptKey> Answered(ClusterFolder folder, Submission submission) =>
        Enumerable.Range(0, submission.Asking)
            .SelectMany(t => JsonLines.Read<TaskAnswer>(folder.Answers(submission.Number, t)))
            .Select(a => a.Attempt).OfType<AttemptKey>();

    private static bool HasEnd(string shard)
    {
        using var stream = new FileStream(shard, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        stream.Position = Math.Max(0, stream.Length - TailBytes);
        byte[] bytes = new byte[TailBytes];
        int count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, count).Contains("\"End\":{", StringComparison.Ordinal);
    }
}
