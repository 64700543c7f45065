using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Tests.Golden;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class SampleSummaryTests
{
    [Theory]
    [InlineData("validation_accuracy", new[] { 0.97, 0.99, 1.0 }, 1)]
    [InlineData("test_accuracy", new[] { 97.0, 99.0, 100.0 }, 100)]
    [InlineData("reward", new[] { 0.97, 0.99, 1.0 }, 1.0246)]
    [InlineData("accuracy", new[] { 0.5, 0.5, 101.0 }, 178.14)]
    public void IntervalOf_Metric_EndsWhereTheMetricCanBeNoMore(string metric, double[] values, double upper) =>
        Assert.Equal(upper, SampleSummary.Of(values)!.IntervalOf(metric)!.Value.Upper, upper / 1000);

    [Fact]
    public void IntervalOf_AccuraciesNearZero_DoesNotGoBelow() =>
        Assert.Equal(0, SampleSummary.Of([0.0, 0.01, 0.3])!.IntervalOf("accuracy")!.Value.Lower);

    [Fact]
    public void Of_Samples_IsWhatSciPySays() =>
        Assert.All(StatisticsGolden.Instance.Welch.SelectMany(c => c.Samples.Zip(c.Summaries)), pair =>
        {
            SampleSummary summary = SampleSummary.Of(pair.First)!;

            Close.Relative(pair.Second.Mean, summary.Mean, 1e-12);
            Close.Relative(pair.Second.StandardDeviation, summary.StandardDeviation!.Value, 1e-9);
            Close.Relative(pair.Second.Lower, summary.Interval!.Value.Lower, 1e-8);
            Close.Relative(pair.Second.Upper, summary.Interval!.Value.Upper, 1e-8);
            Assert.Equal((pair.First.Min(), pair.First.Max()), (summary.Minimum, summary.Maximum));
        });

    [Fact]
    public void Of_None_IsNull() => Assert.Null(SampleSummary.Of([]));

    [Fact]
    public void Of_One_HasAMeanAndNoInterval()
    {
        SampleSummary summary = SampleSummary.Of([0.7])!;

        Assert.Equal((1, 0.7, 0.7, 0.7), (summary.Count, summary.Mean, summary.Minimum, summary.Maximum));
        Assert.Null(summary.StandardDeviation);
        Assert.Null(summary.Interval);
    }

    [Fact]
    public void Of_EqualOnesWhoseSumRounds_DoNotVary()
    {
        SampleSummary summary = SampleSummary.Of([0.1, 0.1, 0.1])!;

        Assert.Equal((0.1, 0.0), (summary.Mean, summary.StandardDeviation));
        Assert.Equal(new ConfidenceInterval(0.1, 0.1), summary.Interval);
    }

    [Fact]
    public void Of_AnInfiniteOne_HasAnInfiniteMeanAndNoInterval()
    {
        SampleSummary summary = SampleSummary.Of([1, double.PositiveInfinity])!;

        Assert.Equal(double.PositiveInfinity, summary.Mean);
        Assert.Null(summary.StandardDeviation);
        Assert.Null(summary.Interval);
    }
}
