using Sweeper.Sweeps.Statistics;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class CurveSmoothingTests
{
    [Fact]
    public void Exponential_Half_AveragesWithHalvingWeights()
    {
        var smooth = CurveSmoothing.Exponential([4, 1, 8], 0.5);

        Assert.Equal([4, (4 + (2 * 1)) / 3.0, (4 + (2 * 1) + (4 * 8)) / 7.0], smooth, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Exponential_ConstantCurve_StaysAsItIs() =>
        Assert.All(CurveSmoothing.Exponential([3, 3, 3, 3], 0.9), v => Assert.Equal(3, v, 12));

    [Fact]
    public void Exponential_Zero_ChangesNothing() =>
        Assert.Equal([4, 1, 8], CurveSmoothing.Exponential([4, 1, 8], 0).AsEnumerable());

    [Fact]
    public void Exponential_NotANumber_StaysAndLeavesTheOthersAlone()
    {
        var smooth = CurveSmoothing.Exponential([4, double.NaN, 1], 0.5);

        Assert.Equal(double.NaN, smooth[1]);
        Assert.Equal(CurveSmoothing.Exponential([4, 1], 0.5)[1], smooth[2]);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    public void Exponential_FactorOutOfRange_IsRefused(double factor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CurveSmoothing.Exponential([1], factor));
}
