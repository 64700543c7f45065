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

    private TimeSpan _pace = Shortest;
    private long? _lookedAt;
    private bool _isSilent;

    /// <summary>Something happened: it is worth asking soon.</summary>
    public void Hurry() => _pace = Shortest;

    /// <summary>Asks, when it is time to.</summary>
    /// <returns>Whether it has an answer.</returns>
    /// <exception cref="SweeperException">Tasks can never run, or do not see the folder.</exception>
    public bool Look(IReadOnlyCollection<FollowedTrial> followed)
    {
        if (followed.Count == 0 || (_lookedAt is long at && time.GetElapsedTime(at) < _pace))
            return false;
        int[] submissions = [.. followed.Select(f => f.Submission).Distinct()];
        ImmutableArray<QueueRow>? rows = SlurmCluster.Queue(submissions.Select(sweep.JobName));
        _lookedAt = time.GetTimestamp();
        _pace = TimeSpan.FromTicks(Math.Min(Longest.Ticks, _pace.Ticks * 3 / 2));
        _isSilent = rows is null;
        if (rows is not { } known)
            return true;
        Dictionary<(string, int), QueueRow> byTask = known.OrderByDescending(r => r.IsAlive).DistinctBy(r => (r.Name, r.Task))
            .ToDictionary(r => (r.Name, r.Task));
        foreach (FollowedTrial trial in followed)
        {
            trial.Row = byTask.GetValueOrDefault((sweep.JobName(trial.Submission), trial.Task));
            if (trial.Row is { IsAlive: true } row)
                Check(trial, row);
        }

        return true;
    }

    /// <summary>
    /// Why the attempt at a trial is over that said nothing of its end; null where it is not, or nobody knows.
    /// </summary>
    public string? WhyOver(FollowedTrial trial)
    {
        if (_isSilent || trial.Row is { IsAlive: true })
            return null;
        TimeSpan silence = time.GetElapsedTime(trial.SeenAt);
        if (trial.Row is QueueRow row)
            return silence >= options.EndPatience ? row.Words : null;
        return silence >= options.LossPatience ? "its task has gone, and nobody knows how" : null;
    }

    /// <summary>
    /// Cancels tasks that have nothing to do any more: those that Slurm starts once more, as it does not know that they ended.
    /// </summary>
    public void CancelLeft()
    {
        string[] names = [.. SubmissionFiles.ReadAll(folder).Select(s => sweep.JobName(s.Number))];
        if (names.Length > 0 && SlurmCluster.Queue(names) is { } rows)
            SlurmCluster.Cancel(rows.Where(r => r.IsAlive && r.State != "COMPLETING").Select(r => r.Name).Distinct());
    }

    /// <summary>Where they are, as a sentence.</summary>
    public string Describe(IReadOnlyCollection<FollowedTrial> followed)
    {
        if (_isSilent)
            return "slurm does not answer; what runs goes on, and it is asked again.";
        int running = followed.Count(f => f.Row is { IsAlive: true, IsWaiting: false });
        QueueRow[] waiting = [.. followed.Select(f => f.Row).OfType<QueueRow>().Where(r => r.IsWaiting)];
        string reasons = string.Join(", ", waiting.Select(r => WaitReason.Words(r.Reason)).Distinct().Take(3));
        string why = waiting.Length == 0 ? "" : $" {reasons}";
        return FormattableString.Invariant(
            $"slurm: {waiting.Length} queued{(why.Length > 0 ? ", waiting" + why : "")}; {running} running.");
    }

    private void Check(FollowedTrial trial, QueueRow row)
    {
        (trial.SeenAt, trial.WasAlive) = (time.GetTimestamp(), true);
        if (row.IsWaiting)
        {
            trial.SilentSince = null;
            if (WaitReason.WhyNever(row.Reason) is string never)
                throw Cancelled($"job {row.Job} can never start: {never}");
            return;
        }

        if (row.State != "RUNNING" || trial.HasBegun || File.Exists(folder.Mark(trial.Submission, trial.Task)))
            return;
        trial.SilentSince ??= time.GetTimestamp();
        if (time.GetElapsedTime(trial.SilentSince.Value) >= options.MarkPatience)
            throw Cancelled(
                $"job {row.Job}_{row.Task} has run for a minute and left no sign in '{folder.Path}': "
                + $"the compute nodes have to see this folder; choose one that they share with --results");
    }

    private SweeperException Cancelled(string reason)
    {
        SlurmCluster.Cancel(SubmissionFiles.ReadAll(folder).Select(s => sweep.JobName(s.Number)));
        return new SweeperException($"{reason}; its jobs were cancelled", FailureKind.Environment);
    }
}
