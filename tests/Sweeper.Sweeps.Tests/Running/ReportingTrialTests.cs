using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Running;

/// <summary>Trials that report values of any metrics at any epochs, as programs do.</summary>
public class ReportingTrialTests
{
    private static readonly SweepPlan Plan = Sample.Plan(trials: 1, epochs: 3);

    [Fact]
    public void Report_EpochsInAnyOrder_AreRecordedAndAmended()
    {
        MemoryJournal journal = Run(
            Plan, m => Report(m, (5, "loss", 1), (2, "accuracy", 0.5), (6, "loss", 2), (6, "accuracy", 0.25)));

        Assert.Equal([5, 6], journal.Epochs[1].Select(e => e.Epoch));
        Assert.Equal(
            [(2, "accuracy"), (6, "accuracy")], journal.Amended.Select(a => (a.Metrics.Epoch, a.Metrics.Metrics[0].Metric)));
        Assert.Equal((TrialState.Completed, 6, 2, 0.5), Outcome(journal));
    }

    [Fact]
    public void Report_EpochBeyondThePlannedOnes_IsNoEnd()
    {
        MemoryJournal journal = Run(Plan, m => Assert.False(Report(m, (100, "accuracy", 0.5)).ShouldStop));

        Assert.Equal((TrialState.Completed, 100, 100, 0.5), Outcome(journal));
    }

    [Fact]
    public void Report_ValueOfAnEpochAgain_TakesItsPlace()
    {
        MemoryJournal journal = Run(Plan, m => Report(m, (1, "accuracy", 0.9), (2, "accuracy", 0.5), (1, "accuracy", 0.1)));

        Assert.Equal((TrialState.Completed, 2, 2, 0.5), Outcome(journal));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Report_NotFinite_IsKeptAndNeverBest(double value)
    {
        MemoryJournal journal = Run(Plan, m => Report(m, (1, "accuracy", 0.1), (2, "accuracy", value), (2, "loss", value)));

        Assert.Equal((TrialState.Completed, 2, 1, 0.1), Outcome(journal));
        Assert.Equal(value, journal.Epochs[1].Last().Metrics[0].Value);
    }

    [Fact]
    public void Report_ObjectiveNeverFinite_IsDiverged()
    {
        MemoryJournal journal = Run(Plan, m => Report(m, (1, "accuracy", double.NaN), (2, "accuracy", double.NaN)));

        Assert.Equal((TrialState.Diverged, 2, null, null), Outcome(journal));
        Assert.Equal("accuracy was never a finite number", journal.Ended[1].Outcome.Reason);
    }

    [Fact]
    public void Report_WithoutObjective_IsMissing()
    {
        MemoryJournal journal = Run(Plan, m => Report(m, (1, "loss", 1), (1, "Accuracy", 0.5)));

        Assert.Equal(TrialState.Failed, journal.Ended[1].Outcome.State);
        Assert.Equal(
            "it ended without reporting accuracy; it reported Accuracy, loss; "
            + "did you mean 'Accuracy'?", journal.Ended[1].Outcome.Reason);
    }

    [Fact]
    public void Report_Nothing_IsMissing()
    {
        MemoryJournal journal = Run(Plan, _ => { });

        Assert.Equal("it ended without reporting accuracy, or any other metric", journal.Ended[1].Outcome.Reason);
    }

    [Fact]
    public void Report_NothingRanked_NeedsNoMetric()
    {
        Assert.Equal(
            (TrialState.Completed, 4, 4, null),
            Outcome(Run(Plan with { Objective = Objective.None }, m => Report(m, (4, "loss", 1)))));
        Assert.Equal((TrialState.Completed, null, null, null), Outcome(Run(Plan with { Objective = Objective.None }, _ => { })));
    }

    [Fact]
    public void Report_NoImprovement_StopsEarly()
    {
        SweepPlan plan = Plan with
        {
            EarlyStopping =
                new EarlyStopping { Monitor = "loss", Goal = Goal.Minimize, Patience = 2, MinDelta = 0, RestoreBest = true },
        };
        MemoryJournal journal = Run(plan, m =>
        {
            Assert.False(Report(m, (1, "accuracy", 0.5), (1, "loss", 1), (2, "loss", 2), (2, "accuracy", 0.75),
                (1, "loss", 1)).ShouldStop);
            Assert.Equal(TrialState.Completed, Report(m, (3, "loss", 3)).StopState);
        });

        Assert.Equal((TrialState.Completed, 3, 1, 0.5), Outcome(journal));
        Assert.Equal("early stopping: loss did not improve on 1 (epoch 1) until epoch 3", journal.Ended[1].Outcome.Reason);
    }

    [Fact]
    public void Report_WorseThanTheOthers_IsPruned()
    {
        SweepPlan plan = Sample.Plan(trials: 3, epochs: 3) with { Pruner = new MedianPruner(startupTrials: 1) };
        MemoryJournal journal = Run(plan, (t, m) => Report(
            m, (0, "accuracy", 0), (1, "loss", 1), (1, "accuracy", 1.0 / t.Number), (2, "accuracy", 1.0 / t.Number)));

        Assert.Equal(TrialState.Pruned, journal.Ended[3].Outcome.State);
        Assert.StartsWith("pruned after epoch", journal.Ended[3].Outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_AfterItsEnd_CannotStop()
    {
        SweepPlan plan = Plan with
        {
            EarlyStopping =
                new EarlyStopping { Monitor = "accuracy", Goal = Goal.Maximize, Patience = 1, MinDelta = 0, RestoreBest = true },
        };
        MemoryJournal journal = Run(plan, m =>
        {
            Report(m, (1, "accuracy", 0.5));
            Assert.False(m.Report(Epoch(2, "accuracy", 0.25), canStop: false).ShouldStop);
        });

        Assert.Equal("exit code 0", journal.Ended[1].Outcome.Reason);
    }

    [Fact]
    public void Ask_RunIsStopped_Interrupts()
    {
        using var stop = new CancellationTokenSource();
        MemoryJournal journal = Run(
            Plan,
            (_, m) =>
            {
                Assert.False(m.Ask().ShouldStop);
                stop.Cancel();
                Assert.Equal(TrialState.Interrupted, m.Ask().StopState);
            },
            stop: stop.Token);

        Assert.Equal(
            (TrialState.Interrupted, "the sweep was asked to stop"),
            (journal.Ended[1].Outcome.State, journal.Ended[1].Outcome.Reason));
        Assert.Equal(SweepState.Interrupted, journal.End!.Value.State);
    }

    [Fact]
    public void Ask_MaximumDurationIsOver_Interrupts()
    {
        SweepPlan plan = Plan with { Limits = new SweepLimits { MaximumDuration = TimeSpan.FromSeconds(10) } };
        var time = new SteppedTime();
        MemoryJournal journal = Run(
            plan,
            (_, m) =>
            {
                Assert.False(m.Ask().ShouldStop);
                time.Advance(TimeSpan.FromSeconds(10));
                Assert.True(m.Ask().ShouldStop);
            },
            time);

        Assert.Equal(
            (TrialState.Interrupted, "max_duration is over"), (journal.Ended[1].Outcome.State, journal.Ended[1].Outcome.Reason));
        Assert.Equal(SweepState.Completed, journal.End!.Value.State);
    }

    [Fact]
    public void Restarted_GoesOnFromACheckpoint_KeepsWhatWasBefore()
    {
        MemoryJournal journal = Run(Plan, m => Report(m, (3, "accuracy", 0.6)), earlier: [(1, 0.9), (2, 0.5), (3, 1), (4, 1)]);

        Assert.Equal((TrialState.Completed, 3, 1, 0.9), Outcome(journal));
    }

    [Fact]
    public void Restarted_StartsFromItsBeginning_ForgetsWhatWasBefore()
    {
        MemoryJournal journal = Run(
            Plan, m => Report(m, (1, "accuracy", 0.2), (2, "accuracy", 0.3)), earlier: [(1, 0.9), (2, 0.5), (3, 1)]);

        Assert.Equal((TrialState.Completed, 2, 2, 0.3), Outcome(journal));
    }

    [Fact]
    public void Restarted_ReportsNothing_KeepsAll()
    {
        MemoryJournal journal = Run(Plan, m => Assert.True(m.IsRestarted), earlier: [(1, 0.9), (2, 0.5)]);

        Assert.Equal((TrialState.Completed, 2, 1, 0.9), Outcome(journal));
    }

    [Fact]
    public void Failure_IsAValue()
    {
        var journal = new MemoryJournal(Plan);
        new SweepRunner(
            new ReportingRunner((_, _) => { }) { Failure = "exit code 3" }, new ScriptedRunner((_, _) => 0), TimeProvider.System)
            .Run(Plan, journal, 1, CancellationToken.None);

        Assert.Equal((TrialState.Failed, "exit code 3"), (journal.Ended[1].Outcome.State, journal.Ended[1].Outcome.Reason));
    }

    private static EpochDecision Report(ITrialMonitor monitor, params (int Epoch, string Metric, double Value)[] values)
    {
        EpochDecision last = default;
        foreach ((int epoch, string metric, double value) in values)
            last = monitor.Report(Epoch(epoch, metric, value));
        return last;
    }

    private static EpochMetrics Epoch(int epoch, string metric, double value) =>
        new() { Epoch = epoch, Metrics = [new MetricValue(metric, value)], DurationSeconds = 1 };

    private static (TrialState State, int? Last, int? Best, double? Objective) Outcome(MemoryJournal journal)
    {
        TrialOutcome outcome = journal.Ended[1].Outcome;
        return (outcome.State, outcome.LastEpoch, outcome.BestEpoch, outcome.Objective);
    }

    private static MemoryJournal Run(
        SweepPlan plan, Action<ITrialMonitor> trial, params (int Epoch, double Accuracy)[] earlier) =>
        Run(plan, (_, m) => trial(m), earlier: earlier);

    private static MemoryJournal Run(
        SweepPlan plan,
        Action<Trial, ITrialMonitor> trial,
        TimeProvider? time = null,
        CancellationToken stop = default,
        params (int Epoch, double Accuracy)[] earlier)
    {
        ImmutableArray<EpochMetrics> epochs = [.. earlier.Select(e => Epoch(e.Epoch, "accuracy", e.Accuracy))];
        var journal = new MemoryJournal(plan);
        if (epochs.Length > 0)
            journal.Earlier[1] = new EarlierAttempt { IsRestarted = true, Epochs = epochs };
        new SweepRunner(new ReportingRunner(trial), new ScriptedRunner((_, _) => 0), time ?? TimeProvider.System)
            .Run(plan, journal, 1, stop);
        return journal;
    }

    private sealed class ReportingRunner(Action<Trial, ITrialMonitor> trial) : ITrialRunner
    {
        public string? Failure { get; init; }

        public bool ResumesByItself => true;

        public TrialResult Run(Trial one, ITrialMonitor monitor)
        {
            trial(one, monitor);
            string? failure = Failure ?? monitor.FindMissing();
            return new TrialResult { IsFailure = failure is not null, Reason = failure ?? "exit code 0" };
        }
    }
}
