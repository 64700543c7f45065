using System.Collections.Immutable;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class ComparableTrialsTests
{
    [Fact]
    public void Of_NothingPruned_IsEveryTrialAsItIs()
    {
        ImmutableArray<TrialRecord> trials = [TrialRecords.Create(1, 0.8), TrialRecords.Create(2, null, TrialState.Failed)];

        ComparableTrials comparable = Of(trials, []);

        Assert.Equal(trials, comparable.Trials);
        Assert.Equal((null, 0, 1), (comparable.Epoch, comparable.LeftOut, comparable.Count));
    }

    [Fact]
    public void Of_MostPruned_IsAllAtTheLastEpochThatEveryOneReached()
    {
        ComparableTrials comparable = Of(
            [TrialRecords.Create(1, 0.9), Pruned(2, 0.5), Pruned(3, 0.4)],
            new() { [1] = [0.1, 0.3, 0.9], [2] = [0.2, 0.5], [3] = [0.3, 0.4] });

        Assert.Equal((2, 0, 3), (comparable.Epoch, comparable.LeftOut, comparable.Count));
        Assert.Equal([0.3, 0.5, 0.4], comparable.Trials.Select(t => t.Objective));
    }

    [Fact]
    public void Of_HalfCompleted_LeavesPrunedOnesOut()
    {
        ComparableTrials comparable = Of(
            [TrialRecords.Create(1, 0.9), Pruned(2, 0.5)], new() { [1] = [0.1, 0.9], [2] = [0.5] });

        Assert.Equal((null, 1, 1), (comparable.Epoch, comparable.LeftOut, comparable.Count));
        Assert.Equal([0.9, null], comparable.Trials.Select(t => t.Objective));
    }

    [Fact]
    public void Of_NoCommonEpoch_LeavesPrunedOnesOut() => Assert.Equal(2, Of(
        [TrialRecords.Create(1, 0.9), Pruned(2, 0.5), Pruned(3, 0.5)],
        new() { [1] = [0.1, 0.9], [2] = [0.5], [3] = [] }).LeftOut);

    [Fact]
    public void Rungs_DecisionsOfAPruner_AreCountedAndRankedAgainstTheEnds()
    {
        ImmutableArray<TrialRecord> trials =
            [TrialRecords.Create(1, 0.7), TrialRecords.Create(2, 0.9), TrialRecords.Create(3, 0.8), Pruned(4, 0.1)];
        (int Trial, double Value, bool IsPruned)[] first = [(1, 0.3, false), (2, 0.5, false), (3, 0.4, false), (4, 0.1, true)];

        ImmutableArray<PrunerRung> rungs = PrunerRung.Of(
            [.. first.Select(d => Decision(d.Trial, 2, d.Value, d.IsPruned)), Decision(1, 4, 0.9, false),
                Decision(2, 4, 0.5, false),
                Decision(3, 4, 0.6, false)],
            trials);

        Assert.Equal([new PrunerRung(2, 4, 1, 0.2, 3, 1), new PrunerRung(4, 3, 0, 0.2, 3, -1)], rungs.AsEnumerable());
    }

    [Fact]
    public void Rungs_FewerThanThreeEnds_HaveNoCorrelation() => Assert.Null(Assert.Single(PrunerRung.Of(
        [Decision(1, 2, 0.3, false), Decision(2, 2, 0.4, false)],
        [TrialRecords.Create(1, 0.7), TrialRecords.Create(2, 0.9)])).Correlation);

    private static TrialRecord Pruned(int number, double objective) => TrialRecords.Create(number, objective, TrialState.Pruned);

    private static PrunerDecision Decision(int trial, int rung, double value, bool isPruned) => new()
    {
        Trial = trial, Rule = "hyperband", Rung = rung, Epoch = rung, Value = value, Threshold = 0.2, Compared = 4, Kept = 2,
        IsPruned = isPruned,
    };

    private static ComparableTrials Of(ImmutableArray<TrialRecord> trials, Dictionary<int, double[]> curves) =>
        ComparableTrials.Of(
        trials,
        curves.Where(c => c.Value.Length > 0).ToDictionary(c => c.Key, c => c.Value.Select((value, i) => new EpochMetrics
        {
            Epoch = i + 1, Metrics = [new MetricValue("accuracy", value)], DurationSeconds = 1,
        }).ToImmutableArray()),
        "accuracy");
}
