using System.Collections.Immutable;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Running;

public class SweepRunnerTests
{
    private static readonly SweepPlan Plan = Sample.Plan(trials: 6, epochs: 3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void Run_AnyParallel_TrainsEveryTrialOnceToTheEnd(int parallel)
    {
        var journal = new MemoryJournal(Plan);
        ImmutableArray<TrialState> states = Run(journal, new ScriptedRunner((t, e) => t.Number + (e / 10.0)), parallel);

        Assert.All(states, s => Assert.Equal(TrialState.Completed, s));
        Assert.Equal([1, 2, 3, 4, 5, 6], journal.Started.Order());
        Assert.All(journal.Epochs.Values, epochs => Assert.Equal([1, 2, 3], epochs.Select(e => e.Epoch)));
        Assert.Equal((SweepState.Completed, "every trial has ended"), journal.End);
        (TrialOutcome outcome, TrialResult result) = journal.Ended[4];
        Assert.Equal(
            (3, 3, 4.3, "trained to its last epoch"), (outcome.LastEpoch, outcome.BestEpoch, outcome.Objective, outcome.Reason));
        Assert.Equal(new MetricValue("test_accuracy", 4), Assert.Single(result.FinalMetrics));
    }

    [Fact]
    public void Run_TwoAtOnce_HasTwoTrialsInTrainingAtTheSameTime()
    {
        using var both = new Barrier(2);
        var runner =
            new ScriptedRunner((_, _) => 1) { OnStart = _ => Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(30))) };
        Run(new MemoryJournal(Plan), runner, parallel: 2);
        Assert.Equal(2, runner.MostAtOnce);
    }

    [Fact]
    public void Run_TrialThrows_IsFailedAndTheOthersGoOn()
    {
        var journal = new MemoryJournal(Plan);
        var runner = new ScriptedRunner((_, _) => 1)
        {
            OnStart = trial =>
            {
                if (trial.Number == 2)
                    throw new SweeperException("it needs more memory than there is", FailureKind.Environment);
                if (trial.Number == 5)
                    throw new InvalidOperationException("a bug");
            },
        };
        ImmutableArray<TrialState> states = Run(journal, runner, parallel: 2);

        Assert.Equal([2, 5], states.Select((s, i) => (s, i)).Where(x => x.s == TrialState.Failed).Select(x => x.i + 1));
        Assert.Equal("it needs more memory than there is", journal.Ended[2].Outcome.Reason);
        Assert.Equal("InvalidOperationException: a bug", journal.Ended[5].Outcome.Reason);
        Assert.Null(journal.Ended[2].Outcome.Objective);
        Assert.Equal(SweepState.Completed, journal.End!.Value.State);
    }

    [Fact]
    public void Run_TrialDiverges_IsRecordedAtThatEpoch()
    {
        var journal = new MemoryJournal(Plan);
        Run(journal, new ScriptedRunner((t, e) => t.Number == 3 && e == 2 ? double.NaN : 1), parallel: 1);
        TrialOutcome outcome = journal.Ended[3].Outcome;
        Assert.Equal((TrialState.Diverged, 2, 1), (outcome.State, outcome.LastEpoch, outcome.BestEpoch));
        Assert.Equal("accuracy became NaN at epoch 2", outcome.Reason);
        Assert.Equal(2, journal.Epochs[3].Count);
    }

    [Fact]
    public void Run_JournalBreaks_ThrowsItsErrorAndFailsNoTrial()
    {
        var journal = new MemoryJournal(Plan) { BreaksAtTrial = 2 };
        var failure = Assert.Throws<SweeperException>(() => Run(journal, new ScriptedRunner((_, _) => 1), parallel: 2));
        Assert.Equal("the disk is full", failure.Message);
        Assert.DoesNotContain(journal.Ended.Values, e => e.Outcome.State == TrialState.Failed);
        Assert.Null(journal.End);
    }

    [Fact]
    public void Run_SomeAreDone_TrainsOnlyWhatIsLeft()
    {
        var journal = new MemoryJournal(Plan)
        {
            InitialStates =
            [
                TrialState.Completed, TrialState.Failed, TrialState.Interrupted, TrialState.Diverged, TrialState.Pruned,
                TrialState.Waiting,
            ],
        };
        ImmutableArray<TrialState> states = Run(journal, new ScriptedRunner((_, _) => 1), parallel: 2);
        Assert.Equal([2, 3, 6], journal.Started.Order());
        Assert.Equal([TrialState.Diverged, TrialState.Pruned], states.Skip(3).Take(2));
    }

    [Fact]
    public void Run_AllDone_RecordsNothing()
    {
        var journal = new MemoryJournal(Plan) { InitialStates = [.. Plan.Trials.Select(_ => TrialState.Completed)] };
        Run(journal, new ScriptedRunner((_, _) => 1), parallel: 2);
        Assert.Empty(journal.Started);
        Assert.Null(journal.End);
    }

    [Fact]
    public void Run_AskedToStop_EndsAfterTheEpochAndLeavesTheRestWaiting()
    {
        using var stop = new CancellationTokenSource();
        var journal = new MemoryJournal(Plan);
        var runner = new ScriptedRunner((t, e) =>
        {
            if (t.Number == 2 && e == 2)
                stop.Cancel();
            return 1;
        });
        ImmutableArray<TrialState> states = Run(journal, runner, parallel: 1, stop.Token);

        Assert.Equal([TrialState.Completed, TrialState.Interrupted, TrialState.Waiting], states.Take(3));
        Assert.Equal("the sweep was asked to stop after epoch 2", journal.Ended[2].Outcome.Reason);
        Assert.Equal(SweepState.Interrupted, journal.End!.Value.State);
    }

    [Fact]
    public void Run_AskedToStopInTheLastEpoch_TheTrialIsComplete()
    {
        using var stop = new CancellationTokenSource();
        var journal = new MemoryJournal(Plan);
        Run(journal, new ScriptedRunner((t, e) =>
        {
            if (t.Number == 1 && e == 3)
                stop.Cancel();
            return 1;
        }), parallel: 1, stop.Token);
        Assert.Equal(TrialState.Completed, journal.Ended[1].Outcome.State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_SoManyTrialsAskedFor_StartsThatManyAndSaysSo(int parallel)
    {
        var journal = new MemoryJournal(Plan);
        var runner = new ScriptedRunner((_, _) => 1);

        SweepResult result = new SweepRunner(runner, runner, TimeProvider.System) { MostTrials = 4 }.Run(
            Plan, journal, parallel, default);

        Assert.Equal([1, 2, 3, 4], journal.Started.Order());
        Assert.Equal((4, 2, null), (result.CountReached, result.LeftCount, result.LimitReached));
        Assert.Equal((SweepState.Interrupted, "the number of trials it was asked for has ended: 4"), journal.End);
    }

    [Fact]
    public void Run_AsManyTrialsAskedForAsThereAre_EndsAsEver()
    {
        var journal = new MemoryJournal(Plan);
        var runner = new ScriptedRunner((_, _) => 1);

        SweepResult result = new SweepRunner(
            runner, runner, TimeProvider.System) { MostTrials = 6 }.Run(Plan, journal, 2, default);

        Assert.Equal((null, 0), (result.CountReached, result.LeftCount));
        Assert.Equal((SweepState.Completed, "every trial has ended"), journal.End);
    }

    [Fact]
    public void Run_TargetReached_StartsNoFurtherTrialAndSaysSo()
    {
        SweepPlan plan = Plan with { Limits = new SweepLimits { Target = 3 } };
        var journal = new MemoryJournal(plan);
        var runner = new ScriptedRunner((t, _) => t.Number);

        SweepResult result = new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, 1, default);

        Assert.Equal([1, 2, 3], journal.Started.Order());
        Assert.Equal(
            new ReachedLimit("metric.target was reached: accuracy 3, and 3 was enough", "a higher metric.target"),
            result.LimitReached);
        Assert.Equal((SweepState.Completed, result.LimitReached!.Sentence), journal.End);
        Assert.Equal(3, result.States.Count(s => s == TrialState.Waiting));
    }

    [Fact]
    public void Run_TrialThatReachesTheTargetAndDiverges_DoesNotEndTheSweep()
    {
        SweepPlan plan = Plan with { Limits = new SweepLimits { Target = 3 } };
        var journal = new MemoryJournal(plan);
        var runner = new ScriptedRunner((t, epoch) => t.Number > 1 ? 1 : epoch == 1 ? 5 : double.NaN);

        SweepResult result = new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, 1, default);

        Assert.Equal((TrialState.Diverged, 5.0), (journal.Ended[1].Outcome.State, journal.Ended[1].Outcome.Objective));
        Assert.Null(result.LimitReached);
        Assert.Equal(plan.Trials.Count, journal.Started.Count);
    }

    [Fact]
    public void Run_TargetReachedEarlier_TrainsNothing()
    {
        SweepPlan plan = Plan with { Limits = new SweepLimits { Target = 3 } };
        var journal = new MemoryJournal(plan);
        var runner = new ScriptedRunner((t, _) => t.Number);
        new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, 1, default, new SweepHistory(4, TimeSpan.Zero));
        Assert.Empty(journal.Started);
        Assert.Equal(SweepState.Completed, journal.End!.Value.State);
    }

    [Fact]
    public void Run_TimeIsOver_StartsNoFurtherTrial()
    {
        SweepPlan plan = Plan with { Limits = new SweepLimits { MaximumDuration = TimeSpan.FromMinutes(30) } };
        var journal = new MemoryJournal(plan);
        var runner = new ScriptedRunner((t, _) => t.Number);
        SweepResult result = new SweepRunner(runner, runner, TimeProvider.System)
            .Run(plan, journal, 1, default, new SweepHistory(null, TimeSpan.FromMinutes(30)));
        Assert.Empty(journal.Started);
        Assert.Equal(
            new ReachedLimit("max_duration is over: trials have trained for 00:30:00", "a longer max_duration"),
            result.LimitReached);
    }

    // The third of six is the best. A trial that ends late counts by its number.
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 5)]
    [InlineData(3, 6)]
    [InlineData(4, 6)]
    public void Run_Patience_EndsWhenSoManyAfterTheBestWereNoBetter(int patience, int expected)
    {
        SweepPlan plan = Sample.Plan(trials: 6, epochs: 1) with { Limits = new SweepLimits { Patience = patience } };
        var journal = new MemoryJournal(plan);
        var runner = new ScriptedRunner((t, _) => t.Number <= 3 ? t.Number : 6 - t.Number);

        SweepResult result = new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, 1, default);

        Assert.Equal(expected, journal.Started.Count);
        if (expected < 6)
        {
            Assert.Equal(
                $"patience is over: the best accuracy of 3 has not improved in {patience} trials", journal.End!.Value.Reason);
            Assert.Equal("a higher patience", result.LimitReached!.Remedy);
        }
    }

    [Fact]
    public void Run_PatienceOverEarlier_TrainsNothing()
    {
        SweepPlan plan = Plan with { Limits = new SweepLimits { Patience = 2 } };
        var journal = new MemoryJournal(plan);
        var runner = new ScriptedRunner((t, _) => t.Number);
        var history = new SweepHistory(4, TimeSpan.Zero) { BestTrial = 1, Done = [1, 2, 3], SinceBest = 2 };

        new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, 1, default, history);

        Assert.Empty(journal.Started);
    }

    private static ImmutableArray<TrialState> Run(
        MemoryJournal journal, ScriptedRunner runner, int parallel, CancellationToken stop = default) =>
        new SweepRunner(runner, runner, TimeProvider.System).Run(Plan, journal, parallel, stop).States;
}
