using Sweeper.Clusters.Files;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Work;

/// <summary>A task on a cluster: it trains the trials that a submission gives it, one after the other.</summary>
/// <param name="folder">What it shares with the run.</param>
/// <param name="sweep">What it knows of the sweep.</param>
/// <param name="place">Which task it is, and where.</param>
/// <param name="time">Measures epochs.</param>
public sealed class ClusterTask(ClusterFolder folder, ClusterSweep sweep, TaskPlace place, TimeProvider time)
{
    // How often it looks whether it is to stop, and how often it says that it is alive.
    private static readonly TimeSpan LookPace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AlivePace = TimeSpan.FromSeconds(30);

    /// <summary>Says that the task has begun and sees the folder.</summary>
    public void Mark() => File.WriteAllText(folder.Mark(place.Submission, place.Task), $"{place.Node} {place.Job}\n");

    /// <summary>Trains them.</summary>
    /// <param name="plan">The plan of the sweep.</param>
    /// <param name="runner">Trains trials.</param>
    /// <param name="stop">Cancelled when the task is asked to leave.</param>
    public void Run(SweepPlan plan, ITrialRunner runner, CancellationToken stop)
    {
        Submission submission = SubmissionFiles.Read(folder, place.Submission);
        if (place.Task < 0 || place.Task >= submission.Tasks.Length)
            return;
        foreach (AttemptKey key in submission.Tasks[place.Task])
        {
            if (stop.IsCancellationRequested || File.Exists(folder.StopMark))
                return;
            Trial trial = JsonLines.Read<PlannedTrial>(folder.Plan).First(t => t.Number == key.Trial).ToTrial();
            if (Claim(key) is var (claimed, shard))
                Train(plan, trial, claimed, shard, runner, stop);
        }
    }

    // A task that Slurm starts again finds what its first start left: if that is over, the next attempt is its own.
    private (AttemptKey Key, ShardWriter Shard)? Claim(AttemptKey key)
    {
        while (true)
        {
            if (ShardWriter.Claim(folder, key, time) is ShardWriter shard)
                return (key, shard);
            ShardRecord[] records = [.. JsonLines.Read<ShardRecord>(folder.Shard(key.Trial, key.Attempt))];
            bool isOver = records.LastOrDefault()?.End is { Outcome.State: TrialState.Interrupted };
            bool isOwn = place.IsRestarted && records.FirstOrDefault()?.Start?.Job == place.Job;
            if (records.LastOrDefault()?.End is { Outcome.State: not TrialState.Interrupted } || !(isOver || isOwn))
                return null;
            key = key with { Attempt = key.Attempt + 1 };
        }
    }

    private void Train(
        SweepPlan plan, Trial trial, AttemptKey key, ShardWriter shard, ITrialRunner runner, CancellationToken stop)
    {
        using (shard)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var journal = new ShardJournal(
                folder, sweep.Reference(), key, new ShardStart(place.Node, place.Job, runner.ResumesByItself), shard, TrialHistory.Before(folder, key));
            SweepPlan judged = plan with
            {
                Pruner = plan.Pruner is { } rule ? new HeadComparisons(rule, folder, shard, time, ending.Token) : null,
                Limits = SweepLimits.None,
                Trials = [],
                Growth = null,
            };
            using var timer = new Timer(_ => Look(shard, key, ending), null, LookPace, LookPace);
            new SweepRunner(runner, new ShardNotes(shard), time).RunOne(judged, trial, journal, ending.Token);
            using var ended = new ManualResetEvent(false);
            timer.Dispose(ended);
            ended.WaitOne();
        }
    }

    private long _aliveAt;
    private int _isLooking;

    private void Look(ShardWriter shard, AttemptKey key, CancellationTokenSource ending)
    {
        if (Interlocked.Exchange(ref _isLooking, 1) == 1)
            return;
        try
        {
            if (File.Exists(folder.StopMark) || JsonLines.Read<HeadDecision>(folder.Decisions(key.Trial)).Any(
                d => d.Stop is not null))
                ending.Cancel();
            if (time.GetElapsedTime(_aliveAt) < AlivePace)
                return;
            _aliveAt = time.GetTimestamp();
            shard.Write(n => new ShardRecord { Sequence = n, Alive = time.GetUtcNow() }, mustSync: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Whatever is wrong with the folder, the trial's own lines meet it too.
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }
}

/// <summary>Which task of a cluster this is, and where.</summary>
/// <param name="Submission">The submission it is of.</param>
/// <param name="Task">Its number in it, from 0.</param>
/// <param name="Node">The name of the machine.</param>
/// <param name="Job">What the cluster calls it, such as <c>17_3</c>.</param>
/// <param name="IsRestarted">Whether the cluster had started it before.</param>
public sealed record TaskPlace(int Submission, int Task, string Node, string Job, bool IsRestarted)
{
    /// <summary>As Slurm says it in variables.</summary>
    /// <param name="submission">The submission.</param>
    public static TaskPlace OfSlurm(int submission)
    {
        string job = Variable("SLURM_ARRAY_JOB_ID") ?? Variable("SLURM_JOB_ID") ?? "0";
        int task = int.TryParse(Variable("SLURM_ARRAY_TASK_ID"), out int number) ? number : 0;
        return new TaskPlace(
            submission, task, Variable("SLURMD_NODENAME") ?? Environment.MachineName, $"{job}_{task}", Variable("SLURM_RESTART_COUNT") is not null);
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

/// <summary>Hands what is worth knowing of a trial to the run.</summary>
internal sealed class ShardNotes(ShardWriter shard) : ISweepObserver
{
    public void TrialStarted(Trial trial)
    {
    }

    public void TrialResumed(Trial trial, EpochMetrics epoch)
    {
    }

    public void CheckpointRefused(Trial trial, string reason) => TrialNoted(trial, $"it starts from its beginning: {reason}");

    public void TrialNoted(Trial trial, string text) =>
        shard.Write(n => new ShardRecord { Sequence = n, Note = text }, mustSync: false);

    public void EpochEnded(Trial trial, EpochMetrics metrics)
    {
    }

    public void TrialEnded(Trial trial, TrialOutcome outcome)
    {
    }
}
