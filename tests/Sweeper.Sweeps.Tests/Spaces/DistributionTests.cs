using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Tests.Spaces;

public class DistributionTests
{
    private const int Count = 20_000;

    [Fact]
    public void Draw_Uniform_FillsItsRangeEvenly()
    {
        double[] drawn = Numbers(new UniformDistribution(2, 4));
        Assert.All(drawn, x => Assert.InRange(x, 2, 4));
        Assert.Equal(3, drawn.Average(), 0.02);
        Assert.Equal(Count / 4, drawn.Count(x => x < 2.5), Count / 50.0);
    }

    [Fact]
    public void Draw_LogUniform_HasAsManyInEachOrderOfMagnitude()
    {
        double[] drawn = Numbers(new LogUniformDistribution(0.001, 1));
        Assert.All(drawn, x => Assert.InRange(x, 0.001, 1));
        Assert.Equal(Count / 3, drawn.Count(x => x < 0.01), Count / 50.0);
        Assert.Equal(Count / 3, drawn.Count(x => x >= 0.1), Count / 50.0);
    }

    [Fact]
    public void Draw_IntegerUniform_HasBothEndsAsOftenAsTheRest()
    {
        double[] drawn = Numbers(new IntegerUniformDistribution(-1, 2));
        foreach (int integer in new[] { -1, 0, 1, 2 })
            Assert.Equal(Count / 4, drawn.Count(x => x.Equals(integer)), Count / 50.0);
    }

    [Fact]
    public void Draw_Normal_HasItsMeanAndDeviation()
    {
        double[] drawn = Numbers(new NormalDistribution(5, 2));
        Assert.Equal(5, drawn.Average(), 0.06);
        Assert.Equal(4, drawn.Select(x => (x - 5) * (x - 5)).Average(), 0.15);
    }

    [Fact]
    public void Draw_LogNormal_HasItsMedian() =>
        Assert.Equal(Count / 2, Numbers(new LogNormalDistribution(1, 2)).Count(x => x < Math.E), Count / 50.0);

    [Theory]
    [InlineData(2, 5)]
    [InlineData(1, 1)]
    [InlineData(0.5, 0.5)]
    [InlineData(0.05, 3)]
    [InlineData(0.001, 0.001)]
    [InlineData(200, 3)]
    [InlineData(1e5, 1e5)]
    public void Draw_Beta_HasItsMeanAndDeviation(double a, double b)
    {
        double[] drawn = Numbers(new BetaDistribution(a, b));
        double mean = a / (a + b), variance = mean * b / (a + b) / (a + b + 1);
        Assert.All(drawn, x => Assert.InRange(x, 0, 1));
        Assert.Equal(mean, drawn.Average(), 0.03 * Math.Sqrt(variance));
        Assert.Equal(variance, drawn.Select(x => (x - mean) * (x - mean)).Average(), variance / 10);
    }

    [Fact]
    public void Draw_Truncated_StaysWithinItsBoundsAndKeepsItsShape()
    {
        var distribution = new TruncatedDistribution(new NormalDistribution(0, 1), 0, double.PositiveInfinity);
        double[] drawn = Numbers(distribution);
        Assert.True(distribution.IsLikely);
        Assert.All(drawn, x => Assert.True(x >= 0));
        Assert.Equal(Math.Sqrt(2 / Math.PI), drawn.Average(), 0.02);
    }

    [Fact]
    public void IsLikely_NextToNothingWithinTheBounds_IsFalse() =>
        Assert.False(new TruncatedDistribution(new NormalDistribution(-10, 1), 0, 1).IsLikely);

    [Fact]
    public void Draw_Quantized_GivesMultiplesAsPeopleWriteThem()
    {
        string[] drawn = [.. Numbers(new QuantizedDistribution(new UniformDistribution(0, 0.5), 0.1, 0, 5))
            .Distinct().Order().Select(x => x.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(["0", "0.1", "0.2", "0.3", "0.4", "0.5"], drawn);
    }

    [Fact]
    public void Draw_Categorical_FollowsItsProbabilities()
    {
        var distribution = new CategoricalDistribution(["a", "b", "c"], [0.25, 0, 0.75]);
        string[] drawn = [.. Enumerable.Range(0, Count).Select(i => distribution.Draw(RandomDraws.For(1, i, "x")).ToString())];
        Assert.Equal(Count / 4, drawn.Count(x => x == "a"), Count / 50.0);
        Assert.DoesNotContain("b", drawn);
    }

    private static double[] Numbers(NumericDistribution distribution) =>
        [.. Enumerable.Range(0, Count).Select(i => distribution.DrawNumber(RandomDraws.For(7, i, "x")))];
}
