using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests.Figures;

public sealed class ObjectiveDotsTests
{
    private static readonly Hyperparameter Rate = new() { Name = "rate", Values = [0.1, 0.2, 0.3, 0.4] };

    [Fact]
    public void Of_TrialsByValue_ShowsEachAndTheMean()
    {
        DotChart chart = Of(
            SampleTrial.Scored(1, At(0.1), 0.5), SampleTrial.Scored(2, At(0.1), 0.7), SampleTrial.Scored(3, At(0.2), 0.9),
            SampleTrial.Ended(4, At(0.3), TrialState.Failed, "broken", []))!;

        Assert.Equal(["60.00\u00a0%", "90.00\u00a0%", "failed", "no trial"], chart.Categories.Select(c => c.Text));
        Assert.Equal([new DotValue(0.5, 1), new DotValue(0.7, 2)], chart.Categories[0].Values.ToArray());
        Assert.Equal([false, true, false, false], chart.Categories.Select(c => c.IsMarked));
    }

    [Fact]
    public void Of_NothingRanked_IsNull() => Assert.Null(Of(SampleTrial.Waiting(1, At(0.1))));

    private static HyperparameterValues At(double rate) => HyperparameterValues.Empty.With("rate", rate);

    private static DotChart? Of(params SampleTrial[] trials)
    {
        FakeSweepReader reader = SampleSweep.Of(new SearchSpace { Hyperparameters = [Rate] }, trials);
        return ObjectiveDots.Of(new SweepSnapshot(reader, reader.Sweep), Rate);
    }
}
