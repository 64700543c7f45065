using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Drawing;

namespace Sweeper.Reporting.Tests.Drawing;

public sealed class PathDataTests
{
    private static readonly AxisMap Same = new(new Axis { Title = "", Low = 0, High = 100 }, 0, 100);

    [Fact]
    public void Of_Points_IsOneRoundedLine() =>
        Assert.Equal("M1 2 3.1 4.3", Of((1, 2), (3.14, 4.26)));

    [Fact]
    public void Of_NaN_IsAGap() => Assert.Equal("M1 1 2 2M4 4 5 5", Of((1, 1), (2, 2), (3, double.NaN), (4, 4), (5, 5)));

    [Fact]
    public void Of_Infinity_IsAGap() => Assert.Equal("M1 1 2 2", Of((1, 1), (2, 2), (3, double.PositiveInfinity)));

    [Fact]
    public void Of_PointAlone_IsADot() => Assert.Equal("M1 1h0M3 3h0", Of((1, 1), (2, double.NaN), (3, 3)));

    [Fact]
    public void Of_Nothing_IsEmpty() => Assert.Equal("", Of((1, double.NaN)));

    private static string Of(params (double X, double Y)[] points) =>
        PathData.Of(points.Select(p => new ChartPoint(p.X, p.Y)), Same, Same);
}
