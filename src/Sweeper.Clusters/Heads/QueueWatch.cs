using System.Collections.Immutable;
using Sweeper.Clusters.Files;
using Sweeper.Clusters.Slurm;
using Sweeper.Sweeps;

namespace Sweeper.Clusters.Heads;

/// <summary>
/// Asks Slurm, once for all tasks of a sweep, where they are: every two seconds after something happened, then less and less
/// often, every minute at last.
/// </summary>
internal sealed class QueueWatch(ClusterFolder folder, ClusterSweep sweep, ClusterOptions options, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly SlurmAccounts _accounts = new();
    private TimeSpan _pace = Shortest;
    private long? _lookedAt;
    private bool _isSilent;

    /// <summary>Something happened: it is worth asking soon.</summary>
    public void Hurry() => _pace = Shortest;

    /// <summary>Asks, when it is time to.</summary>
    /// <returns>Whether it has an answer.</returns>
    /// <exception cref="SweeperException">Tasks can never run, or do not see the folder.</exception>
    public bool Look(FollowedTask[] tasks)
    {
        if (tasks.Length == 0 || (_lookedAt is long at && time.GetElapsedTime(at) < _pace))
            return false;
        string[] names = [.. tasks.Select(t => t.Submission).Distinct().Select(sweep.JobName)];
        ImmutableArray<QueueRow>? rows = SlurmCluster.Queue(names);
        _lookedAt = time.GetTimestamp();
        _pace = TimeSpan.FromTicks(Math.Min(Longest.Ticks, _pace.Ticks * 3 / 2));
        _isSilent = rows is null;
        if (rows is { } known)
            Take(tasks, known);
        return true;
    }

    /// <summary>
    /// Why the attempt at a trial is over that said nothing of its end; null where it is not, or nobody knows.
    /// </summary>
    public string? WhyOver(FollowedTrial trial)
    {
        if (_isSilent || trial.Row is { IsAlive: true })
            return null;
        TimeSpan silence = time.GetElapsedTime(Math.Max(trial.WroteAt, trial.Task.SeenAt));
        if (trial.Row is QueueRow row)
            return silence >= options.EndPatience ? row.Words : null;
        return silence >= options.LossPatience ? "its task has gone, and nobody knows how" : null;
    }

    /// <summary>
    /// Cancels tasks that have nothing to do any more: those that Slurm starts once more, as it does not know that they ended,
    /// and those that ask for further trials.
    /// </summary>
    public void CancelLeft()
    {
        string[] names = [.. sweep.JobNames(folder)];
        if (names.Length > 0 && SlurmCluster.Queue(names) is { } rows)
            SlurmCluster.Cancel(rows.Where(r => r.IsAlive && r.State != "COMPLETING").Select(r => r.Name).Distinct());
    }

    /// <summary>Where they are, as a sentence.</summary>
    public string Describe(FollowedTask[] tasks)
    {
        if (_isSilent)
            return "slurm does not answer; what runs goes on, and it is asked again.";
        int running = tasks.Count(t => t.Row is { IsAlive: true, IsWaiting: false });
        QueueRow[] waiting = [.. tasks.Select(t => t.Row).OfType<QueueRow>().Where(r => r.IsWaiting)];
        string reasons = string.Join(", ", waiting.Select(r => WaitReason.Words(r.Reason, r.Job)).Distinct().Take(3));
        string why = waiting.Length == 0 ? "" : $", waiting {reasons}";
        return FormattableString.Invariant($"slurm: {waiting.Length} queued{why}; {running} running.");
    }

    private void Take(FollowedTask[] tasks, ImmutableArray<QueueRow> rows)
    {
        // Where Slurm knows a task twice, the one that is alive counts.
        Dictionary<(string, int), QueueRow> byTask = rows.OrderByDescending(r => r.IsAlive).DistinctBy(r => (r.Name, r.Task))
            .ToDictionary(r => (r.Name, r.Task));
        foreach (FollowedTask task in tasks)
        {
            string name = sweep.JobName(task.Submission);
            QueueRow? row = byTask.GetValueOrDefault((name, task.Number)) ?? byTask.GetValueOrDefault((name, QueueRow.WholeJob));
            (task.Row, task.WasLookedFor) = (row ?? (task.Row is { IsAlive: false } ended ? ended : null), true);
        }

        FollowedTask[] forgotten = [.. tasks.Where(t => t.Row is null)];
        if (forgotten.Length > 0)
        {
            Dictionary<(string, int), QueueRow> accounts =
                _accounts.Ends([.. forgotten.Select(t => sweep.JobName(t.Submission)).Distinct()]);
            foreach (FollowedTask task in forgotten)
                task.Row = accounts.GetValueOrDefault((sweep.JobName(task.Submission), task.Number));
        }

        foreach (FollowedTask task in tasks)
        {
            if (task.Row is QueueRow row)
                Check(task, row);
        }
    }

    private void Check(FollowedTask task, QueueRow row)
    {
        bool hasMark = task.WasMarked || File.Exists(folder.Mark(task.Submission, task.Number));
        task.WasMarked = hasMark;
        if (!row.IsAlive)
        {
            if (row.HadNoFolder && !hasMark)
                throw Cancelled($"job {row.Job}_{row.Task} could not write to '{folder.Path}': {SeenByNodes}");
            return;
        }

        (task.SeenAt, task.WasAlive) = (time.GetTimestamp(), true);
        if (row.IsWaiting)
        {
            task.SilentSince = null;
            if (WaitReason.WhyNever(row.Reason) is string never)
                throw Cancelled($"job {row.Job} can never start: {never}");
            return;
        }

        if (row.State != "RUNNING" || hasMark)
            return;
        task.SilentSince ??= time.GetTimestamp();
        if (time.GetElapsedTime(task.SilentSince.Value) >= options.MarkPatience)
            throw Cancelled($"job {row.Job}_{row.Task} has run for a minute and left no sign in '{folder.Path}': {SeenByNodes}");
    }

    private const string SeenByNodes =
        "the compute nodes have to see this folder; choose one that they share with --results";

    private SweeperException Cancelled(string reason)
    {
        SlurmCluster.Cancel(sweep.JobNames(folder));
        return new SweeperException($"{reason}; its jobs were cancelled", FailureKind.Environment);
    }
}
