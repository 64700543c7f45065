using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;

namespace Sweeper.Sweeps.Tests.Pruners;

public sealed class RankedValuesTests
{
    [Theory]
    [InlineData(Goal.Minimize, new[] { double.NegativeInfinity, -1, 2, 2, double.PositiveInfinity, double.NaN, double.NaN })]
    [InlineData(Goal.Maximize, new[] { double.PositiveInfinity, 2, 2, -1, double.NegativeInfinity, double.NaN, double.NaN })]
    public void Add_AnyValues_AreRankedWithNaNLast(Goal goal, double[] expected)
    {
        var values = new RankedValues(goal);
        foreach (double value in new[] { double.NaN, 2, double.PositiveInfinity, -1, double.NaN, double.NegativeInfinity, 2 })
            values.Add(value);
        Assert.Equal(expected, Enumerable.Range(0, values.Count).Select(i => values[i]));
        Assert.Equal(2, values.Median);
    }

    [Fact]
    public void Median_NoNumbers_IsNull()
    {
        var values = new RankedValues(Goal.Maximize);
        Assert.Null(values.Median);
        values.Add(double.NaN);
        Assert.Null(values.Median);
    }

    [Fact]
    public void Median_LargestNumbers_DoesNotOverflow()
    {
        var values = new RankedValues(Goal.Minimize);
        values.Add(double.MaxValue);
        values.Add(double.MaxValue / 2);
        Assert.Equal(double.MaxValue * 0.75, values.Median);
    }
}
