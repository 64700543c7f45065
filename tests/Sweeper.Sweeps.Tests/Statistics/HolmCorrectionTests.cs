using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Tests.Golden;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class HolmCorrectionTests
{
    [Fact]
    public void Correct_SeveralProbabilities_FollowsThePaper() =>
        Assert.All(StatisticsGolden.Instance.Holm, c =>
            Assert.All(HolmCorrection.Correct(c.Probabilities).Zip(c.Corrected), pair =>
                Assert.Equal(pair.Second, pair.First, 12)));

    [Fact]
    public void Correct_None_IsEmpty() => Assert.Empty(HolmCorrection.Correct([]));
}
