using Sweeper.Sweeps.Statistics;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class StudentizedRangeTests
{
    // Critical values as printed in tables of the distribution, to as many digits as they have.
    [Theory]
    [InlineData(3.877, 3, 10, 0.05)]
    [InlineData(5.008, 10, 20, 0.05)]
    [InlineData(5.099, 12, 24, 0.05)]
    [InlineData(26.98, 3, 1, 0.05)]
    [InlineData(3.314, 3, 1e6, 0.05)]
    [InlineData(4.474, 10, 1e6, 0.05)]
    [InlineData(6.136, 5, 10, 0.01)]
    public void UpperProbability_OfAPrintedBound_IsItsLevel(double range, int count, double freedom, double level) =>
        Assert.Equal(level, StudentizedRange.UpperProbability(range, count, freedom), 0.002 * level);

    [Theory]
    [InlineData(0.5, 3)]
    [InlineData(4, 4)]
    [InlineData(80, 30)]
    public void UpperProbability_OfTwoValues_IsStudents(double range, double freedom) => Assert.Equal(
        StudentDistribution.TwoSidedProbability(range / Math.Sqrt(2), freedom),
        StudentizedRange.UpperProbability(range, 2, freedom),
        1e-12);

    [Fact]
    public void UpperProbability_OfNoRange_IsOne() => Assert.Equal(1, StudentizedRange.UpperProbability(0, 12, 24), 9);

    [Fact]
    public void UpperProbability_ThreeValuesOfKnownDeviation_IsWhatCountingGives()
    {
        var random = new Random(3);
        const int Draws = 200_000;
        int wider = 0;
        for (int i = 0; i < Draws; i++)
        {
            double[] values = [Gaussian(random), Gaussian(random), Gaussian(random)];
            wider += values.Max() - values.Min() >= 2 ? 1 : 0;
        }

        Assert.Equal((double)wider / Draws, StudentizedRange.UpperProbability(2, 3, 1e7), 0.004);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7.5)]
    [InlineData(3000)]
    public void UpperProbability_MoreValues_IsNotLess(double freedom)
    {
        double[] probabilities =
            [.. new[] { 2, 3, 5, 12, 100, 1000 }.Select(k => StudentizedRange.UpperProbability(4.5, k, freedom))];

        Assert.Equal(probabilities.Order(), probabilities);
        Assert.All(probabilities, p => Assert.InRange(p, 0, 1));
        Assert.True(probabilities[^1] > probabilities[0]);
    }

    [Fact]
    public void SmallestAmong_AsFarApart_IsJustShown()
    {
        foreach (bool isShared in new[] { true, false })
        {
            var difference = new MeanDifference(0.01, 0.02, 0.012, 8) { HasSharedVariance = isShared };
            foreach (int count in new[] { 2, 3, 15 })
            {
                double smallest = difference.SmallestAmong(count);
                Assert.Equal(0.05, (difference with { Difference = -smallest }).ProbabilityAmong(count), 1e-6);
            }
        }
    }

    [Fact]
    public void RepeatsToShow_AmongMore_TakesMore()
    {
        var difference = new MeanDifference(0.01, 0.02, 0.012, 8) { HasSharedVariance = true };

        int two = difference.RepeatsToShow(isPaired: false, 2)!.Value;
        int twelve = difference.RepeatsToShow(isPaired: false, 12)!.Value;

        Assert.InRange(twelve, two + 1, 3 * two);
        Assert.Null((difference with { Difference = 0.0001 }).RepeatsToShow(isPaired: false, 2));
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
