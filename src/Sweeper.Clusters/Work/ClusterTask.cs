using System.Globalization;
using Sweeper.Clusters.Files;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Work;

/// <summary>A task on a cluster: it trains the trials that a submission gives it, one after the other.</summary>
/// <param name="folder">What it shares with the run.</param>
/// <param name="sweep">What it knows of the sweep.</param>
/// <param name="place">Which task it is, and where.</param>
/// <param name="time">Measures epochs.</param>
/// <param name="say">Takes a line for people, who find it in the log of the task.</param>
public sealed class ClusterTask(
    ClusterFolder folder, ClusterSweep sweep, TaskPlace place, TimeProvider time, Action<string> say)
{
    // How often it looks whether it is to stop, and how often it says that it is alive.
    private static readonly TimeSpan LookPace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AlivePace = TimeSpan.FromSeconds(30);

    private readonly GrowingLines<PlannedTrial> _plan = new(folder.Plan);
    private readonly Dictionary<int, PlannedTrial> _trials = [];

    /// <summary>Says that the task has begun and sees the folder.</summary>
    public void Mark() => File.WriteAllText(folder.Mark(place.Submission, place.Task), $"{place.Node} {place.Job}\n");

    /// <summary>Trains them.</summary>
    /// <param name="plan">The plan of the sweep.</param>
    /// <param name="runner">Trains trials.</param>
    /// <param name="stop">Cancelled when the task is asked to leave.</param>
    public void Run(SweepPlan plan, ITrialRunner runner, CancellationToken stop)
    {
        Submission submission = SubmissionFiles.Read(folder, place.Submission);
        IEnumerable<AttemptKey> attempts = submission.Asking > 0 ? new AskedTrials(folder, place, time).Read(stop)
            : place.Task >= 0 && place.Task < submission.Tasks.Length ? submission.Tasks[place.Task]
            : [];
        foreach (AttemptKey key in attempts)
        {
            if (stop.IsCancellationRequested || File.Exists(folder.StopMark))
                return;
            var claim = AttemptClaim.Of(folder, place, key, time);
            if (claim.IsOfAnother)
                return;
            if (claim.Shard is ShardWriter shard)
                Train(plan, FindTrial(key.Trial), claim.Key, shard, runner, stop);
        }
    }

    private Trial FindTrial(int number)
    {
        // The run goes on writing the plan.
        if (!_trials.ContainsKey(number))
        {
            foreach (PlannedTrial trial in _plan.Read())
                _trials[trial.Number] = trial;
        }

        return _trials.TryGetValue(number, out PlannedTrial? planned)
            ? planned.ToTrial()
            : throw new SweeperException(
                FormattableString.Invariant($"'{folder.Plan}' has no trial {number}"), FailureKind.Environment);
    }

    private void Train(
        SweepPlan plan, Trial trial, AttemptKey key, ShardWriter shard, ITrialRunner runner, CancellationToken stop)
    {
        using (shard)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var journal = new ShardJournal(
                folder, sweep.Reference(), key, new ShardStart(place.Node, place.Job, runner.ResumesByItself), shard,
                TrialHistory.Before(folder, key));
            SweepPlan judged = plan with
            {
                Pruner = plan.Pruner is { } rule ? new HeadComparisons(rule, folder, shard, time, ending.Token) : null,
                Limits = SweepLimits.None,
                Trials = [],
                Growth = null,
            };
            if (!runner.ResumesByItself)
                LinkOutput(key.Trial);
            using var timer = new Timer(_ => Look(shard, key, ending), null, LookPace, LookPace);
            say(FormattableString.Invariant($"trial {key.Trial}, attempt {key.Attempt}, on {place.Node} as {place.Job}"));
            TrialOutcome outcome =
                new SweepRunner(runner, new ShardNotes(shard), time).RunOne(judged, trial, journal, ending.Token);
            say(FormattableString.Invariant($"trial {key.Trial}: {outcome.State.Name()}: {outcome.Reason}"));
            using var ended = new ManualResetEvent(false);
            timer.Dispose(ended);
            ended.WaitOne();
        }
    }

    // Programs write what they print into this folder; what is printed about a network is the task's.
    private void LinkOutput(int trial)
    {
        string trials = Path.Combine(Path.GetDirectoryName(folder.Path)!, "trials",
            trial.ToString(CultureInfo.InvariantCulture));
        string link = Path.Combine(trials, "output.log");
        try
        {
            Directory.CreateDirectory(trials);
            File.Delete(link);
            File.CreateSymbolicLink(link, Path.GetRelativePath(trials, folder.Log(place.Job)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is for people, who find it among the logs too.
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
