using Sweeper.Sweeps.Statistics;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class CurveThinningTests
{
    [Fact]
    public void Thin_FewPoints_KeepsAll()
    {
        CurvePoint[] points = Points(5, x => x * x);

        Assert.Equal(points, CurveThinning.Thin(points, 5).AsEnumerable());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(50)]
    [InlineData(999)]
    public void Thin_ManyPoints_KeepsAsManyAsAskedInOrderWithBothEnds(int most)
    {
        CurvePoint[] points = Points(1000, x => Math.Sin(x / 50));

        var thin = CurveThinning.Thin(points, most);

        Assert.Equal(most, thin.Length);
        Assert.Equal((points[0], points[^1]), (thin[0], thin[^1]));
        Assert.All(thin.Zip(thin.Skip(1)), pair => Assert.True(pair.First.X < pair.Second.X));
        Assert.All(thin, point => Assert.Contains(point, points));
    }

    [Fact]
    public void Thin_Spike_IsKept()
    {
        CurvePoint[] points = Points(1000, x => x == 613 ? 9 : 0);

        Assert.Contains(new CurvePoint(613, 9), CurveThinning.Thin(points, 20));
    }

    [Fact]
    public void Thin_WavesManyPointsWide_StayAsHigh()
    {
        var thin = CurveThinning.Thin(Points(1000, x => Math.Sin(x / 50)), 60);

        Assert.InRange(thin.Max(p => p.Y), 0.98, 1);
        Assert.InRange(thin.Min(p => p.Y), -1, -0.98);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Thin_PointThatIsNoNumber_IsKept(double value) =>
        Assert.Contains(new CurvePoint(500, value), CurveThinning.Thin(Points(1000, x => x == 500 ? value : x), 20));

    [Fact]
    public void Thin_ToTwo_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => CurveThinning.Thin([], 2));

    private static CurvePoint[] Points(int count, Func<double, double> function) =>
        [.. Enumerable.Range(0, count).Select(x => new CurvePoint(x, function(x)))];
}
