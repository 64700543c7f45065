using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Tests.Golden;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class WelchTestTests
{
    [Fact]
    public void Probability_Samples_IsWhatSciPySays() =>
        Assert.All(StatisticsGolden.Instance.Welch, c =>
            Close.Relative(c.Probability, Test(c.Samples[0], c.Samples[1])!.Value, 1e-8));

    [Fact]
    public void Probability_Exchanged_IsTheSame() =>
        Assert.Equal(Test([1, 2, 4], [3, 5])!.Value, Test([3, 5], [1, 2, 4])!.Value, 12);

    [Fact]
    public void Probability_OneSingleMeasurement_CannotBeTested() => Assert.Null(Test([1, 2, 3], [9]));

    [Fact]
    public void Probability_BothWithoutVarianceAndEqual_IsOne() => Assert.Equal(1, Test([0.1, 0.1, 0.1], [0.1, 0.1]));

    [Fact]
    public void Probability_BothWithoutVarianceAndUnequal_IsZero() => Assert.Equal(0, Test([0.1, 0.1, 0.1], [0.2, 0.2]));

    [Fact]
    public void Probability_VeryUnequalScales_IsThatOfTheWiderOne() =>
        Close.Relative(Test([0, 0, 0], [1, 2, 4])!.Value, Test([-1e-200, 0, 1e-200], [1, 2, 4])!.Value, 1e-12);

    private static double? Test(double[] first, double[] second) =>
        WelchTest.Probability(SampleSummary.Of(first)!, SampleSummary.Of(second)!);
}
