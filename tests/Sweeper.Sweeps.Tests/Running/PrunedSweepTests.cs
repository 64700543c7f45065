using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Running;

public sealed class PrunedSweepTests
{
    private const int Epochs = 9;

    private static readonly double[] Accuracies = [0.1, 0.5, 0.3, 0.6, 0.4, 0.7, 0.2, 0.65, 0.55, 0.8];

    public static TheoryData<string> Names => ["median", "hyperband", "successive halving"];

    [Fact]
    public void Run_TrialBehindTheOthers_EndsPrunedWithItsEpochsAndResults()
    {
        SweepPlan plan = Plan(new SuccessiveHalvingPruner());
        var journal = new MemoryJournal(plan);
        ImmutableArray<TrialState> states = Run(plan, journal, Level).States;

        Assert.Equal(
            "go go stop go stop go stop stop stop go",
            string.Join(' ', states.Select(s => s == TrialState.Pruned ? "stop" : "go")));
        (TrialOutcome outcome, TrialResult result) = journal.Ended[3];
        Assert.Equal(
            "pruned after epoch 1 by successive halving: accuracy 0.3 is not the best of 3 at this rung (needs ≥ 0.5)",
            outcome.Reason);
        Assert.Equal((1, 1, 0.3), (outcome.LastEpoch, outcome.BestEpoch, outcome.Objective));
        Assert.Single(journal.Epochs[3]);
        Assert.Equal(new MetricValue("test_accuracy", 3), Assert.Single(result.FinalMetrics));
        Assert.Equal((SweepState.Completed, "every trial has ended"), journal.End);
    }

    [Fact]
    public void Run_RungAtTheLastEpoch_ComparesWithoutPruning()
    {
        SweepPlan plan = Plan(new SuccessiveHalvingPruner(Epochs));
        var journal = new MemoryJournal(plan);

        Assert.All(Run(plan, journal, Level).States, s => Assert.Equal(TrialState.Completed, s));
        Assert.Equal(Accuracies, journal.Decisions.Select(d => d.Value));
    }

    [Fact]
    public void Run_EarlyStoppingAtTheSameEpoch_IsWhatEndsTheTrial()
    {
        var patience =
            new EarlyStopping { Monitor = "accuracy", Goal = Goal.Maximize, Patience = 1, MinDelta = 0, RestoreBest = true };
        SweepPlan plan = Plan(new SuccessiveHalvingPruner(2)) with { EarlyStopping = patience };
        var journal = new MemoryJournal(plan);

        Assert.All(Run(plan, journal, Level).States, s => Assert.Equal(TrialState.Completed, s));
        Assert.Equal(Accuracies.Length, journal.Decisions.Count);
        Assert.All(journal.Decisions, d => Assert.False(d.IsPruned));
    }

    [Fact]
    public void Run_TrialDivergesAtARung_IsDivergedAndNotCompared()
    {
        SweepPlan plan = Plan(new SuccessiveHalvingPruner());
        var journal = new MemoryJournal(plan);
        Run(plan, journal, (trial, epoch) => trial.Number == 2 ? double.NaN : Level(trial, epoch));

        Assert.Equal(TrialState.Diverged, journal.Ended[2].Outcome.State);
        Assert.DoesNotContain(journal.Decisions, d => d.Trial == 2);
    }

    [Fact]
    public void Run_TrialsWithDifferentEpochs_AreComparedAsFarAsTheyGo()
    {
        SweepPlan plan = Plan(new SuccessiveHalvingPruner());
        plan = plan with { Trials = [.. plan.Trials.Select(t => t with { PlannedEpochs = t.Number - 1 })] };
        var journal = new MemoryJournal(plan);
        Run(plan, journal, Level);

        Assert.Equal(TrialState.Completed, journal.Ended[1].Outcome.State);
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9, 10], journal.Decisions.Where(d => d.Rung == 1).Select(d => d.Trial));
        Assert.Equal([4, 6, 8, 10], journal.Decisions.Where(d => d.Rung == 3).Select(d => d.Trial));
    }

    [Fact]
    public void Run_ObjectiveNotReported_IsNotCompared()
    {
        SweepPlan plan = Plan(new SuccessiveHalvingPruner()) with { Objective = new Objective("other", Goal.Maximize) };
        var journal = new MemoryJournal(plan);
        Run(plan, journal, Level);

        Assert.Empty(journal.Decisions);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_TwiceWithOneAtOnce_DecidesAlike(string name)
    {
        SweepPlan plan = Plan(PrunerOf(name));
        MemoryJournal one = new(plan), other = new(plan);
        Run(plan, one, Curve);
        Run(plan, other, Curve);

        Assert.Contains(one.Decisions, d => d.IsPruned);
        Assert.Equal(one.Decisions, other.Decisions);
    }

    [Theory]
    [InlineData("median", false)]
    [InlineData("median", true)]
    [InlineData("hyperband", false)]
    [InlineData("hyperband", true)]
    [InlineData("successive halving", false)]
    [InlineData("successive halving", true)]
    public void Run_StoppedAtAnyEpochAndCarriedOn_DecidesAsIfItHadNotBeen(string name, bool hasCheckpoint)
    {
        SweepPlan plan = Plan(PrunerOf(name));
        var whole = new MemoryJournal(plan);
        Run(plan, whole, Curve);

        foreach ((int number, ICollection<EpochMetrics> epochs) in whole.Epochs.Select(
            e => (e.Key, (ICollection<EpochMetrics>)[.. e.Value])))
        {
            for (int last = 1; last <= epochs.Count; last++)
            {
                MemoryJournal first = new(plan);
                using var stop = new CancellationTokenSource();
                Run(plan, first, StoppedAt(number, last, stop), 1, stop.Token);
                MemoryJournal second = CarriedOn(plan, first);
                if (hasCheckpoint && second.InitialStates[number - 1] == TrialState.Interrupted)
                    second.Earlier.Add(number, Checkpoint(number, [.. epochs.Take((last + 1) / 2)]));
                Run(plan, second, Curve);

                Assert.Equal(whole.Decisions, [.. first.Decisions, .. second.Decisions]);
                Assert.All(plan.Trials, t => Assert.Equal(
                    whole.Ended[t.Number].Outcome with { DurationSeconds = 0 },
                    (second.Ended.TryGetValue(t.Number, out var end) ? end
                        : first.Ended[t.Number]).Outcome with { DurationSeconds = 0 }));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_SeveralAtOnce_RecordsDecisionsInTheOrderInWhichTheyWereMade(string name)
    {
        SweepPlan plan = Plan(PrunerOf(name));
        var journal = new MemoryJournal(plan);
        Run(plan, journal, Curve, parallel: 4);

        // Of those that have arrived, each has counted one more than the one before it.
        if (name != "median")
            Assert.All(
                journal.Decisions.GroupBy(d => d.Rung),
                r => Assert.Equal(Enumerable.Range(1, r.Count()), r.Select(d => d.Compared)));
        MemoryJournal again = CarriedOn(plan, journal, anew: true);
        Run(plan, again, Curve, parallel: 4);
        Assert.Empty(again.Decisions);
        Assert.All(plan.Trials, t => Assert.Equal(
            journal.Ended[t.Number].Outcome with { DurationSeconds = 0 },
            again.Ended[t.Number].Outcome with { DurationSeconds = 0 }));
    }

    [Fact]
    public void Run_JournalBreaksWhileTrialsAreCompared_ThrowsItsError()
    {
        SweepPlan plan = Plan(new SuccessiveHalvingPruner());
        var journal = new MemoryJournal(plan) { BreaksAtTrial = 2 };

        var failure = Assert.Throws<SweeperException>(() => Run(plan, journal, Level, parallel: 4));
        Assert.Equal("the disk is full", failure.Message);
        Assert.DoesNotContain(journal.Ended.Values, e => e.Outcome.State == TrialState.Failed);
    }

    private static IPruner PrunerOf(string name) => name switch
    {
        "median" => new MedianPruner(2, 1),
        "hyperband" => HyperbandPruner.UpTo(Epochs, 2),
        _ => new SuccessiveHalvingPruner(1, 2),
    };

    private static double Level(Trial trial, int epoch) => Accuracies[trial.Number - 1];

    // Neighbours overtake each other as they go.
    private static double Curve(Trial trial, int epoch) =>
        Math.Round(Level(trial, epoch) + (0.1 * Math.Sin(epoch * trial.Number)), 3);

    private static Func<Trial, int, double> StoppedAt(int number, int last, CancellationTokenSource stop) => (trial, epoch) =>
    {
        if (trial.Number == number && epoch == last)
            stop.Cancel();
        return Curve(trial, epoch);
    };

    /// <summary>
    /// The next run's journal of what another one recorded; <paramref name="anew"/>, with all trials to be trained again.
    /// </summary>
    private static MemoryJournal CarriedOn(SweepPlan plan, MemoryJournal earlier, bool anew = false) => new(plan)
    {
        InitialStates =
        [
            .. plan.Trials.Select(
                t => !anew && earlier.Ended.TryGetValue(t.Number, out var end) ? end.Outcome.State : TrialState.Waiting),
        ],
        InitialPruning = new PrunerLog
        {
            Decisions = [.. earlier.Decisions],
            Completed =
            [
                .. earlier.Ended.Where(e => !anew && e.Value.Outcome.State == TrialState.Completed)
                    .Select(e => new ObjectiveCurve(
                    e.Key, [.. earlier.Epochs[e.Key].Select(m => KeyValuePair.Create(m.Epoch, m.Find("accuracy")!.Value))])),
            ],
        },
    };

    private static EarlierAttempt Checkpoint(int number, ImmutableArray<EpochMetrics> epochs) => new()
    {
        Epochs = epochs,
        Checkpoint = new TrialCheckpoint(epochs[^1].Epoch, () => new MemoryStream([(byte)number])),
    };

    private static SweepResult Run(
        SweepPlan plan, MemoryJournal journal, Func<Trial, int, double> accuracy, int parallel = 1,
        CancellationToken stop = default)
    {
        var runner = new ScriptedRunner(accuracy);
        return new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, parallel, stop);
    }

    private static SweepPlan Plan(IPruner pruner) => Sample.Plan(Accuracies.Length, Epochs) with { Pruner = pruner };
}
