using Sweeper.Neural.Training;

namespace Sweeper.Neural.Tests.Training;

public sealed class MetricsAccumulatorTests
{
    [Fact]
    public void Mean_BatchesOfDifferentSizes_WeighsEveryImageTheSame()
    {
        var metrics = default(MetricsAccumulator);
        metrics.Add<float>(6, [0, 1, 1, 0, 0, 1], [1, 0, 0], default, 2);
        metrics.Add<float>(2, [1, 0], [0], default, 2);

        Assert.Equal(new SubsetMetrics(2, 0.75), metrics.Mean);
    }

    [Fact]
    public void Add_EqualLogits_PredictsTheFirstClass()
    {
        var metrics = default(MetricsAccumulator);
        byte[] predictions = new byte[2];

        metrics.Add<float>(0, [3, 3, 1, 1, 3, 3], [0, 1], predictions, 3);

        Assert.Equal([0, 1], predictions);
        Assert.Equal(1, metrics.Mean.Accuracy);
    }

    [Fact]
    public void Mean_NothingAdded_IsNaN() =>
        Assert.Equal(new SubsetMetrics(double.NaN, double.NaN) { SquaredError = double.NaN }, default(MetricsAccumulator).Mean);
}
