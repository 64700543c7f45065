using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests.Figures;

public sealed class TrialTimelineTests
{
    [Fact]
    public void Of_OverlappingTrials_GetLanesOfTheirOwn()
    {
        TimelineChart chart = Of(At(1, 0, 10), At(2, 0, 4), At(3, 4, 4), At(4, 9, 3))!;

        Assert.Equal(2, chart.Lanes);
        Assert.Equal([0, 1, 1, 1], chart.Spans.OrderBy(s => s.Trial).Select(s => s.Lane));
        Assert.Equal((4, 8), (chart.Spans[2].Start, chart.Spans[2].End));
    }

    [Fact]
    public void Of_CarriedOnTheNextDay_LeavesThePauseOut()
    {
        TimelineChart chart = Of(At(1, 0, 10), At(2, 86_400, 10))!;

        Assert.Equal([10], chart.Pauses.Select(p => Math.Round(p, 3)));
        Assert.Equal((10, 20), (Math.Round(chart.Spans[1].Start, 3), Math.Round(chart.Spans[1].End, 3)));
    }

    [Fact]
    public void Of_FailedTrial_IsToldApart()
    {
        SampleTrial failed = At(2, 0, 1) with { };
        failed = failed with { Record = failed.Record with { State = TrialState.Failed, Objective = null } };

        Assert.Equal([TimelineKind.Best, TimelineKind.Failed], Of(At(1, 0, 1), failed)!.Spans.Select(s => s.Kind));
    }

    [Fact]
    public void Of_NothingRan_IsNull() => Assert.Null(Of(SampleTrial.Waiting(1, HyperparameterValues.Empty)));

    private static SampleTrial At(int number, double start, double seconds)
    {
        SampleTrial trial = SampleTrial.Scored(number, HyperparameterValues.Empty, 1 - 0.1 * number);
        return trial with { Record = trial.Record with { StartedAt = SampleSweep.Start.AddSeconds(start),
            DurationSeconds = seconds } };
    }

    private static TimelineChart? Of(params SampleTrial[] trials)
    {
        FakeSweepReader reader = SampleSweep.Of(new SearchSpace { Hyperparameters = [] }, trials);
        return TrialTimeline.Of(new SweepSnapshot(reader, reader.Sweep));
    }
}
