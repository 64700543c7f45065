using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class EpochBandTests
{
    [Fact]
    public void Over_RepeatsOfUnequalLength_IsOverThoseStillRunning()
    {
        var bands = EpochBand.Over([Repeat(1, 2, 6), Repeat(3, 4), Repeat(5)], "loss");

        Assert.Equal([1, 2, 3], bands.Select(b => b.Epoch));
        Assert.Equal([3, 2, 1], bands.Select(b => b.Metric.Count));
        Assert.Equal([3, 3, 6], bands.Select(b => b.Metric.Mean));
        Assert.Equal((1, 5), (bands[0].Metric.Minimum, bands[0].Metric.Maximum));
        Assert.Null(bands[2].Metric.Interval);
    }

    [Fact]
    public void Over_ValuesThatAreNotFinite_AreLeftOut()
    {
        var bands = EpochBand.Over([Repeat(1, double.NaN), Repeat(3, double.PositiveInfinity)], "loss");

        Assert.Equal((1, 2.0), (Assert.Single(bands).Epoch, bands[0].Metric.Mean));
    }

    [Fact]
    public void Over_AnotherMetric_IsEmpty() => Assert.Empty(EpochBand.Over([Repeat(1, 2)], "accuracy"));

    private static EpochMetrics[] Repeat(params double[] losses) =>
    [
        .. losses.Select(
            (loss, i) => new EpochMetrics { Epoch = i + 1, Metrics = [new MetricValue("loss", loss)], DurationSeconds = 1 }),
    ];
}
