using System.Collections.Immutable;
using Sweeper.Reporting.Data;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests.Data;

public sealed class CurveDataTests
{
    private static readonly ImmutableArray<EpochMetrics> Epochs =
        [.. Enumerable.Range(1, 100).Select(e => SampleCurves.Of(e, ("loss", 1.0 / e)))];

    [Fact]
    public void Kept_LongCurve_KeepsItsEndsAndTheBestEpoch()
    {
        SampleTrial trial = SampleTrial.Waiting(1, HyperparameterValues.Empty);

        ImmutableArray<EpochMetrics> kept = CurveData.Kept(trial.Record with { BestEpoch = 77 }, Epochs, "loss", 8);

        Assert.InRange(kept.Length, 8, 9);
        Assert.Equal([1, 100], new[] { kept[0].Epoch, kept[^1].Epoch });
        Assert.Contains(kept, e => e.Epoch == 77);
    }

    [Fact]
    public void Kept_NoLimit_KeepsAll() =>
        Assert.Equal(100, CurveData.Kept(SampleTrial.Waiting(1, HyperparameterValues.Empty).Record, Epochs, "loss",
            null).Length);

    [Theory]
    [InlineData(1000, null)]
    [InlineData(2000, 31)]
    [InlineData(100_000, CurveBudget.Fewest)]
    public void Budget_ManyTrials_IsSharedAmongThem(int trials, int? most) =>
        Assert.Equal(most, CurveBudget.Of([.. Enumerable.Repeat((IReadOnlyList<EpochMetrics>)Epochs.AsSpan(0, 50).ToArray(),
            trials)], 4));
}
