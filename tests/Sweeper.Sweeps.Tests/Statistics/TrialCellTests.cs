using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class TrialCellTests
{
    private static readonly (string, HyperparameterValue)[] First = [("rate", 0.1), ("size", "small")];
    private static readonly (string, HyperparameterValue)[] Second = [("rate", 0.1), ("size", "large")];

    [Fact]
    public void Group_RepeatsOfTwoCells_AreTogetherInOrderOfNumberAndRepeat()
    {
        TrialRecord[] trials =
        [
            Trial(4, 2, 0.4, First), Trial(3, 2, 0.3, Second), Trial(2, 1, 0.2, First), Trial(1, 1, 0.1, Second),
        ];

        var cells = TrialCell.Group(trials);

        Assert.Equal(["large", "small"], cells.Select(c => c.Values["size"].ToString()));
        Assert.Equal([[1, 3], [2, 4]], cells.Select(c => c.Trials.Select(t => t.Number).ToArray()));
        Assert.Equal([1, 2], cells.Select(c => c.FirstNumber));
    }

    [Fact]
    public void Group_ValuesInAnotherOrder_AreTheSameCell() =>
        Assert.Single(TrialCell.Group([Trial(1, 1, 0.1, First), Trial(2, 2, 0.1, [.. First.Reverse()])]));

    [Fact]
    public void Group_TrialsWithoutAResult_AreCountedAndNotAveraged()
    {
        TrialRecord[] trials =
        [
            Trial(1, 1, 0.5, First), Trial(2, 2, 0.7, First, TrialState.Pruned), Trial(3, 3, 9, First, TrialState.Diverged),
            Trial(4, 4, null, First, TrialState.Failed), Trial(5, 5, null, First, TrialState.Running),
            Trial(6, 6, 9, First, TrialState.Interrupted), Trial(7, 7, null, First, TrialState.Waiting),
        ];

        TrialCell cell = Assert.Single(TrialCell.Group(trials));

        Assert.Equal((1, 0.5), (cell.Objective!.Count, cell.Objective.Mean));
        Assert.Equal((2, 1, 1), (cell.Failed, cell.Pruned, cell.LeftOut));
    }

    [Fact]
    public void Group_PrunedTrials_AreAveragedWhereNothingElseIsThere()
    {
        TrialRecord[] repeated = [Trial(1, 1, 0.5, First, TrialState.Pruned), Trial(2, 2, 0.7, First, TrialState.Pruned)];
        TrialRecord[] single = [Trial(1, 1, 0.5, First), Trial(2, 1, 0.7, Second, TrialState.Pruned)];

        Assert.Equal((2, 0), (TrialCell.Group(repeated)[0].Averaged.Length, TrialCell.Group(repeated)[0].LeftOut));
        Assert.Equal([0.5, 0.7], TrialCell.Group(single).Select(c => c.Objective!.Mean));
        Assert.Null(TrialCell.Group([.. single, Trial(3, 2, 0.9, First)])[1].Objective);
    }

    [Fact]
    public void SummarizeMetric_SomeReportIt_IsOverThose()
    {
        TrialRecord[] trials =
        [
            Trial(1, 1, 0.5, First) with { BestMetrics = [new MetricValue("loss", 2)] },
            Trial(2, 2, 0.5, First) with { BestMetrics = [new MetricValue("loss", 4)] },
            Trial(3, 3, 0.5, First),
            Trial(4, 4, 0.5, First, TrialState.Failed) with { BestMetrics = [new MetricValue("loss", 99)] },
        ];

        TrialCell cell = TrialCell.Group(trials)[0];

        Assert.Equal((2, 3.0), (cell.SummarizeMetric("loss")!.Count, cell.SummarizeMetric("loss")!.Mean));
        Assert.Null(cell.SummarizeMetric("accuracy"));
    }

    [Fact]
    public void Summarize_Durations_AreOverRankedTrials()
    {
        TrialRecord[] trials =
        [
            Trial(1, 1, 0.5, First) with { DurationSeconds = 3 }, Trial(2, 2, 0.5, First) with { DurationSeconds = 5 },
            Trial(3, 3, 0.5, First), Trial(4, 4, null, First, TrialState.Failed) with { DurationSeconds = 99 },
        ];

        Assert.Equal(4, TrialCell.Group(trials)[0].Summarize(t => t.DurationSeconds)!.Mean);
    }

    private static TrialRecord Trial(
        int number, int repeat, double? objective, (string, HyperparameterValue)[] values,
        TrialState state = TrialState.Completed) =>
        TrialRecords.Create(number, objective, state, values) with { Repeat = repeat };
}
