using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Drawing;

namespace Sweeper.Reporting.Tests.Drawing;

public sealed class AxisTicksTests
{
    [Theory]
    [InlineData(0, 10, new[] { "0", "2", "4", "6", "8", "10" })]
    [InlineData(0.03, 0.21, new[] { "0.05", "0.10", "0.15", "0.20" })]
    [InlineData(-1, 1, new[] { "−1.0", "−0.5", "0.0", "0.5", "1.0" })]
    [InlineData(120, 980, new[] { "200", "400", "600", "800" })]
    public void Of_LinearAxis_HasRoundTicksWithinItsRange(double low, double high, string[] labels) =>
        Assert.Equal(labels, AxisTicks.Of(new Axis { Title = "", Low = low, High = high }).Select(t => t.Label));

    [Fact]
    public void Of_PercentAxis_LabelsPercent() => Assert.Equal(
        ["92", "94", "96", "98"],
        AxisTicks.Of(new Axis { Title = "", Low = 0.913, High = 0.988, Unit = AxisUnit.Percent }).Select(t => t.Label));

    [Fact]
    public void Of_WholeNumbers_NeverHasFractions() => Assert.Equal(
        ["1", "2", "3"],
        AxisTicks.Of(new Axis { Title = "", Low = 1, High = 3, Unit = AxisUnit.Whole }).Select(t => t.Label));

    [Fact]
    public void Of_LogarithmicAxisOverDecades_HasPowersOfTen() => Assert.Equal(
        ["0.01", "0.1", "1", "10"],
        AxisTicks.Of(new Axis { Title = "", Low = 0.005, High = 20, Scale = AxisScale.Logarithmic }).Select(t => t.Label));

    [Fact]
    public void Of_LogarithmicAxisOverOneDecade_HasOnesTwosAndFives() => Assert.Equal(
        ["0.1", "0.2", "0.5", "1", "2"],
        AxisTicks.Of(new Axis { Title = "", Low = 0.09, High = 2.3, Scale = AxisScale.Logarithmic }).Select(t => t.Label));

    [Theory]
    [InlineData(1e-12, 1e12)]
    [InlineData(1e-300, 1e300)]
    public void Of_LogarithmicAxisOverManyDecades_StaysReadable(double low, double high) => Assert.InRange(
        AxisTicks.Of(new Axis { Title = "", Low = low, High = high, Scale = AxisScale.Logarithmic }).Length, 3, 8);

    [Theory]
    [InlineData(1e15, 1e15 + 1)]
    [InlineData(-1e300, 1e300)]
    [InlineData(0, 1e-300)]
    [InlineData(0, double.Epsilon)]
    [InlineData(1e308, 1.7e308)]
    public void Of_ExtremeRange_HasAFewTicks(double low, double high)
    {
        var ticks = AxisTicks.Of(new Axis { Title = "", Low = low, High = high });

        Assert.InRange(ticks.Length, 2, 20);
        Assert.All(ticks, t => Assert.InRange(t.Label.Length, 1, 24));
    }

    [Theory]
    [InlineData(0.7, 1)]
    [InlineData(1, 1)]
    [InlineData(1.2, 2)]
    [InlineData(3, 5)]
    [InlineData(7, 10)]
    [InlineData(0.0012, 0.002)]
    public void NiceStep_AnyStep_IsTheNextOneTwoOrFive(double step, double expected) =>
        Assert.Equal(expected, AxisTicks.NiceStep(step), 12);
}
