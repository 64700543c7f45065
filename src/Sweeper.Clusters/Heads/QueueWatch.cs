using System.Collections.Immutable;
using Sweeper.Clusters.Files;
using Sweeper.Clusters.Slurm;
using Sweeper.Sweeps;

namespace Sweeper.Clusters.Heads;

/// <summary>
/// Asks Slurm, once for all tasks of a sweep, where they are: every two seconds after something happened, then less and less
/// often, every minute at last. Whoever looks does not wait for the answer, which may take a busy controller seconds.
/// </summary>
internal sealed class QueueWatch(ClusterFolder folder, ClusterSweep sweep, ClusterOptions options, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly SlurmAccounts _accounts = new();
    private TimeSpan _pace = Shortest;
    private long? _lookedAt;
    private (FollowedTask[] Tasks, Task<Dictionary<(string Name, int Task), QueueRow>?> Answer)? _asked;
    private bool _isSilent;

    /// <summary>Something happened: it is worth asking soon.</summary>
    public void Hurry() => _pace = Shortest;

    /// <summary>Something was done of which the answer that is on its way does not know.</summary>
    public void AskAnew() => (_asked, _pace) = (null, Shortest);

    /// <summary>Asks, when it is time to, and takes the answer, when there is one.</summary>
    /// <param name="tasks">Makes the tasks that are worth asking about.</param>
    /// <returns>The tasks of which it has an answer now; null where it has none.</returns>
    /// <exception cref="SweeperException">Tasks can never run, or do not see the folder.</exception>
    public FollowedTask[]? Look(Func<FollowedTask[]> tasks)
    {
        if (_asked is null && (_lookedAt is not long at || time.GetElapsedTime(at) >= _pace))
            Ask(tasks());
        if (_asked is not ({ } about, { IsCompleted: true } answer))
            return null;
        (_asked, _lookedAt) = (null, time.GetTimestamp());
        _pace = TimeSpan.FromTicks(Math.Min(Longest.Ticks, _pace.Ticks * 3 / 2));
        Dictionary<(string, int), QueueRow>? rows = answer.GetAwaiter().GetResult();
        _isSilent = rows is null;
        if (rows is not null)
            Take(about, rows);
        return about;
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

    private void Ask(FollowedTask[] tasks)
    {
        if (tasks.Length == 0)
            return;
        string[] names = [.. tasks.Select(t => t.Submission).Distinct().Select(sweep.JobName)];
        (string Name, int Number)[] unknown =
            [.. tasks.Where(t => t.Row is not { IsAlive: false }).Select(t => (sweep.JobName(t.Submission), t.Number))];
        _asked = (tasks, Task.Run(() => Rows(names, unknown)));
    }

    // Of each task that Slurm knows, or of which its accounts tell how it ended, where it is; null where Slurm does not answer.
    private Dictionary<(string Name, int Task), QueueRow>? Rows(string[] names, (string Name, int Number)[] unknown)
    {
        if (SlurmCluster.Queue(names) is not { } rows)
            return null;

        // Where Slurm knows a task twice, the one that is alive counts.
        var byTask = rows.OrderByDescending(r => r.IsAlive).DistinctBy(r => (r.Name, r.Task))
            .ToDictionary(r => (r.Name, r.Task));
        string[] forgotten = [.. unknown.Where(t => RowOf(byTask, t) is null).Select(t => t.Name).Distinct()];
        if (forgotten.Length > 0)
        {
            foreach (((string, int) task, QueueRow end) in _accounts.Ends(forgotten))
                byTask.TryAdd(task, end);
        }

        return byTask;
    }

    private static QueueRow? RowOf(Dictionary<(string Name, int Task), QueueRow> rows, (string Name, int Number) task) =>
        rows.GetValueOrDefault(task) ?? rows.GetValueOrDefault((task.Name, QueueRow.WholeJob));

    private void Take(FollowedTask[] tasks, Dictionary<(string Name, int Task), QueueRow> rows)
    {
        foreach (FollowedTask task in tasks)
        {
            QueueRow? row = RowOf(rows, (sweep.JobName(task.Submission), task.Number));
            (task.Row, task.WasLookedFor) = (row ?? (task.Row is { IsAlive: false } ended ? ended : null), true);
            if (task.Row is not null)
                Check(task, task.Row);
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
