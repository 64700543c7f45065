using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Drawing;

namespace Sweeper.Reporting.Tests.Drawing;

public sealed class AxisMapTests
{
    private static readonly AxisMap Linear = new(new Axis { Title = "", Low = 10, High = 20 }, 100, 0);
    private static readonly AxisMap Logarithmic = new(new Axis { Title = "", Low = 0.1, High = 10,
        Scale = AxisScale.Logarithmic }, 0, 200);

    [Theory]
    [InlineData(10, 100)]
    [InlineData(15, 50)]
    [InlineData(20, 0)]
    public void Map_Linear_IsProportional(double value, double expected) => Assert.Equal(expected, Linear.Map(value), 9);

    [Theory]
    [InlineData(0.1, 0)]
    [InlineData(1, 100)]
    [InlineData(10, 200)]
    public void Map_Logarithmic_IsProportionalToTheLogarithm(double value, double expected) =>
        Assert.Equal(expected, Logarithmic.Map(value), 9);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Map_NotFinite_HasNoPlace(double value) => Assert.True(double.IsNaN(Linear.Map(value)));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Map_NotPositiveOnALogarithmicAxis_HasNoPlace(double value) => Assert.True(double.IsNaN(Logarithmic.Map(value)));

    [Fact]
    public void Map_HugeRangeAndValue_StaysNearTheAxis()
    {
        var map = new AxisMap(new Axis { Title = "", Low = -1e300, High = 1e300 }, 0, 100);

        Assert.Equal(50, map.Map(0), 9);
        Assert.InRange(Linear.Map(1e308), -5000, 5000);
    }
}
