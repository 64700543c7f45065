using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Statistics;

namespace Sweeper.Reporting.Tests.Formatting;

public sealed class MetricFormatsTests
{
    [Fact]
    public void Format_AccuracyWithinOne_IsPercent() =>
        Assert.Equal("97.53\u00a0%", Of(0.9753).Format("test_accuracy", 0.9753));

    [Fact]
    public void Format_AccuracyThatAlreadyIsPercent_IsANumber() =>
        Assert.Equal("97.53", Of(97.53).Format("test_accuracy", 97.53));

    [Fact]
    public void Format_NaNAmongAccuracies_KeepsPercent() =>
        Assert.Equal("NaN", Of(double.NaN).Format("test_accuracy", double.NaN));

    [Fact]
    public void Format_Nothing_IsADash() => Assert.Equal("–", Of(0.5).Format("test_accuracy", null));

    [Fact]
    public void Format_OtherMetric_IsANumber() => Assert.Equal("0.07120", Of(0.5).Format("validation_loss", 0.0712));

    [Fact]
    public void Format_Interval_HasItsUnitOnce() =>
        Assert.Equal("71.50 … 82.30\u00a0%", Of(0.5).Format("test_accuracy", new ConfidenceInterval(0.715, 0.823)));

    [Theory]
    [InlineData("test_accuracy", 0.97534567, "0.97534567")]
    [InlineData("validation_loss", 0.0603499097344227, "0.0603499097344227")]
    [InlineData("validation_loss", 7, null)]
    public void Whole_Value_IsWhatWasRecordedWhereThatIsMore(string metric, double value, string? expected) =>
        Assert.Equal(expected, Of(0.5).Whole(metric, value));

    private static MetricFormats Of(double accuracy) => new([], [SampleCurves.Of(1, ("validation_accuracy", accuracy))]);
}
