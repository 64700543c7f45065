using Sweeper.Sweeps.Samplers.Surrogates;

namespace Sweeper.Sweeps.Tests.Samplers.Surrogates;

public class ParzenEstimatorTests
{
    [Fact]
    public void Widths_FourNumbers_AreTheLargerGapsWithinTheClip()
    {
        double[] widths = NumberKernels.Widths([0.41, -0.4, 0.42, 0.4], -1, 1);
        Assert.Equal([1.0 / 3, 0.8, 1.0 / 3, 0.8], widths, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Widths_OneNumber_ReachesToTheFartherEnd() => Assert.Equal([1.5], NumberKernels.Widths([0.5], -1, 1));

    [Fact]
    public void Weights_Few_AreAlike() => Assert.All(ParzenEstimator.Weights(25), w => Assert.Equal(1.0 / 26, w, 1e-15));

    [Fact]
    public void Weights_Many_RiseToTheNewest()
    {
        double[] weights = ParzenEstimator.Weights(28);
        Assert.Equal(1, weights.Sum(), 1e-12);
        Assert.Equal([1.0 / 28, 14.5 / 28, 1, 1], weights[..4].Select(w => w / weights[^1]), (a, b) => Math.Abs(a - b) < 1e-12);
    }
}
