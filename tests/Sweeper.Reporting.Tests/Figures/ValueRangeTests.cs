using Sweeper.Reporting.Figures;

namespace Sweeper.Reporting.Tests.Figures;

public sealed class ValueRangeTests
{
    [Fact]
    public void WithoutOutliers_OneFarValue_CutsIt() => Assert.Equal(
        new ValueRange(1, 9, CutsLow: false, CutsHigh: true),
        ValueRange.WithoutOutliers([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000]));

    [Fact]
    public void WithoutOutliers_AFewValues_KeepsAll() =>
        Assert.Equal(new ValueRange(1, 1000, false, false), ValueRange.WithoutOutliers([1, 2, 3, 1000]));

    [Fact]
    public void WithoutOutliers_MostValuesEqual_KeepsAll() =>
        Assert.Equal(new ValueRange(5, 6, false, false), ValueRange.WithoutOutliers([5, 5, 5, 5, 5, 5, 5, 5, 6]));

    [Fact]
    public void WithoutOutliers_NotFinite_IsIgnored() =>
        Assert.Equal(new ValueRange(1, 2, false, false),
            ValueRange.WithoutOutliers([double.NaN, 1, 2, double.PositiveInfinity]));

    [Fact]
    public void WithoutOutliers_Nothing_IsNull() => Assert.Null(ValueRange.WithoutOutliers([double.NaN]));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 2.5)]
    [InlineData(1, 4)]
    public void Quantile_BetweenValues_IsLinear(double share, double expected) =>
        Assert.Equal(expected, ValueRange.Quantile([1, 2, 3, 4], share));

    [Fact]
    public void WithoutOutliers_ValuesEqualButForRounding_HidesNothing()
    {
        ValueRange range = ValueRange.WithoutOutliers([0.09, .. Enumerable.Repeat(0.1, 4),
            .. Enumerable.Repeat(0.3 / 3 + 1e-17, 3), 0.1 + 2e-17, 0.10000000000000002, 0.15])!.Value;

        Assert.Equal(new ValueRange(0.09, 0.15, false, false), range);
    }
}
