using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Tests.Golden;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class StudentDistributionTests
{
    [Fact]
    public void TwoSidedProbability_FromOneHalfToAMillionDegrees_IsWhatSciPySays() =>
        Assert.All(StatisticsGolden.Instance.Probabilities, c =>
            Close.Relative(c.Probability, StudentDistribution.TwoSidedProbability(c.T, c.DegreesOfFreedom), 2e-8));

    [Fact]
    public void TwoSidedBound_FromOneToAMillionDegrees_IsWhatSciPySays() =>
        Assert.All(StatisticsGolden.Instance.Bounds, c =>
            Close.Relative(c.Bound, StudentDistribution.TwoSidedBound(c.Confidence, c.DegreesOfFreedom), 1e-8));

    [Fact]
    public void TwoSidedProbability_Zero_IsOne() => Assert.Equal(1, StudentDistribution.TwoSidedProbability(0, 3), 12);

    [Fact]
    public void TwoSidedProbability_Infinite_IsZero() =>
        Assert.Equal(0, StudentDistribution.TwoSidedProbability(double.NegativeInfinity, 3));

    [Theory]
    [InlineData(0, 3)]
    [InlineData(0.9999, 3)]
    [InlineData(0.95, 0.5)]
    public void TwoSidedBound_OutOfRange_IsRefused(double confidence, double degreesOfFreedom) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentDistribution.TwoSidedBound(confidence, degreesOfFreedom));
}
