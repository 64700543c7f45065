using Sweeper.Storage.Files;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests;

/// <summary>The clock of the machine is set back while a sweep runs, and between two runs.</summary>
public sealed class ClockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BackwardTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_WhileTheClockGoesBack_HasNoNegativeDurationAndAllInOrder()
    {
        SweepPlan plan = Sample.Plan();
        using (SqliteSweepStore store = SqliteSweepStore.Open(_folder.Root, _time))
        {
            var runner = new SweepRunner(new TwoEpochs(), new NobodyWatches(), _time);
            runner.Run(plan, store.Open(plan, Sample.Environment, fresh: false), 2, CancellationToken.None);
        }

        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        SweepRecord sweep = reader.FindSweep("grid", null)!;
        Assert.Equal(SweepState.Completed, sweep.State);
        Assert.All(reader.ReadTrials(sweep), t => Assert.True(t.DurationSeconds >= 0));
        Assert.All(reader.ReadEpochs(sweep).Values, e => Assert.Equal([1, 2], e.Select(x => x.Epoch)));
        Assert.True(SweepHistory.Of(reader.ReadTrials(sweep), sweep.Objective.Goal).Trained >= TimeSpan.Zero);
    }

    [Fact]
    public void Open_OwnerThatStartedInTheFuture_IsStillTheOwner()
    {
        using SqliteSweepStore owner = SqliteSweepStore.Open(_folder.Root, _time);
        owner.Open(Sample.Plan(), Sample.Environment, fresh: false).StartTrial(Sample.Plan().Trials[0]);

        Assert.Throws<SweeperException>(() => SqliteSweepStore.Open(_folder.Root, _time));

        using SqliteSweepReader reader = SqliteSweepReader.Open(_folder.Root);
        Assert.Equal(SweepState.Running, reader.FindSweep("grid", null)!.State);
        Assert.True(RunLockOwner.Read(_folder.Results.LockOwnerPath)!.StartedAt > _time.GetUtcNow());
    }

    /// <summary>A clock that is an hour earlier whenever it is asked; intervals are right.</summary>
    private sealed class BackwardTime : TimeProvider
    {
        private long _hours;

        public override DateTimeOffset GetUtcNow() =>
            DateTimeOffset.UnixEpoch.AddYears(50).AddHours(-Interlocked.Increment(ref _hours));
    }

    private sealed class TwoEpochs : ITrialRunner
    {
        public TrialResult Run(Trial trial, ITrialMonitor monitor)
        {
            monitor.EndEpoch(Sample.Epoch(1, 0.5));
            monitor.EndEpoch(Sample.Epoch(2, 0.6));
            return Sample.Nothing;
        }
    }

    private sealed class NobodyWatches : ISweepObserver
    {
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
        }

        public void TrialEnded(Trial trial, TrialOutcome outcome)
        {
        }
    }
}
