using Sweeper.Benchmarks.Results;
using Sweeper.Benchmarks.Tracking;
using Sweeper.Clusters.Files;
using Sweeper.Clusters.Heads;
using Sweeper.Clusters.Slurm;
using Sweeper.Experiments;
using Sweeper.Storage;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Benchmarks.ManyTasks;

/// <summary>A sweep of many trials, and the run that follows its tasks.</summary>
internal sealed class FollowedSweep
{
    private readonly string _results;
    private readonly SweepPlan _plan;
    private readonly ClusterSweep _sweep;

    public FollowedSweep(string results, int trials, int epochs)
    {
        (_results, _plan) = (results, LargeSweep.Plan(trials, epochs));
        Folder = ClusterFolder.Of(Path.Combine(results, LargeSweep.Name));
        Folder.Create();
        _sweep = new ClusterSweep
        {
            Identity = Guid.NewGuid().ToString("N")[..12], Name = LargeSweep.Name, Number = 1, Text = "", File = "",
                Settings = [],
            Data = results, WorkingDirectory = results, Fingerprint = _plan.Fingerprint, Facts = [],
        };
    }

    public ClusterFolder Folder { get; }

    /// <summary>Writes down that every trial was given to a task.</summary>
    public void GiveAll() => SubmissionFiles.Write(
        Folder, new Submission { Number = 1,
            Tasks = [.. _plan.Trials.Select(t =>
                (System.Collections.Immutable.ImmutableArray<AttemptKey>)[new AttemptKey(t.Number, 1)])] });

    /// <summary>Follows the tasks to their ends, or until it is stopped.</summary>
    public void Follow(SlurmCluster? cluster, ISweepObserver observer, CancellationToken stop)
    {
        using var store = SqliteSweepStore.Open(_results, TimeProvider.System);
        ISweepJournal journal = store.Open(_plan, MadeUp.Machine, fresh: false);
        var options = new ClusterOptions { Settings = ClusterSettings.Default, Command = ["sweeper"] };
        var head = new ClusterHead(Folder, _sweep, options, cluster, TimeProvider.System, _ => { });
        new SweepRunner(new InstantTrials(), observer, TimeProvider.System).RunElsewhere(_plan, journal, head.Run, stop);
    }
}

/// <summary>Notes how late epochs come that say when they were written.</summary>
internal sealed class DelayObserver : ISweepObserver
{
    private readonly List<double> _seconds = [];

    /// <summary>The delays, in seconds, in the order of their lengths.</summary>
    public double[] Delays
    {
        get
        {
            lock (_seconds)
                return [.. _seconds.Order()];
        }
    }

    public void TrialStarted(Trial trial)
    {
    }

    public void TrialResumed(Trial trial, EpochMetrics epoch)
    {
    }

    public void CheckpointRefused(Trial trial, string reason)
    {
    }

    public void EpochEnded(Trial trial, EpochMetrics metrics)
    {
        double now = TimeProvider.System.GetTimestamp() / (double)TimeProvider.System.TimestampFrequency;
        lock (_seconds)
            _seconds.Add(now - metrics.Metrics[0].Value);
    }

    public void TrialEnded(Trial trial, TrialOutcome outcome)
    {
    }
}
