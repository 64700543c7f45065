using Sweeper.Neural.Layers;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Tests.Layers;

public sealed class BatchNormalizationLayerTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(6, 19)]
    public void Backward_Training_EqualsCentralDifferences(int rows, int size) =>
        new LayerGradient(new BatchNormalizationLayer<double>("n", FeatureShape.Flat(size)) { IsTraining = true }, rows,
            new Random(5)).Check();

    [Theory]
    [InlineData(1, 3)]
    [InlineData(4, 17)]
    public void Backward_FeatureMaps_EqualsCentralDifferences(int rows, int channels) =>
        new LayerGradient(new BatchNormalizationLayer<double>("n", new FeatureShape(2, 3, channels)) { IsTraining = true }, rows,
            new Random(5)).Check();

    [Fact]
    public void Forward_FeatureMaps_NormalisesEachChannelOverAllPlaces()
    {
        var layer = new BatchNormalizationLayer<double>("n", new FeatureShape(2, 1, 2)) { IsTraining = true };
        double[] output = new double[8];

        layer.Forward([1, 100, 2, 200, 3, 300, 4, 400], output, 2);

        Assert.Equal([2, 2], layer.Weights.Select(w => w.Count));
        for (int channel = 0; channel < 2; channel++)
            Assert.Equal(0, output.Where((_, i) => i % 2 == channel).Average(), 1e-12);
        Assert.Equal(output[0], output[1], 1e-4);
    }

    [Fact]
    public void Forward_Training_GivesMeanZeroAndVarianceOne()
    {
        double[] output = new double[8];

        Layer(isTraining: true).Forward([1, 100, 2, 200, 3, 300, 4, 400], output, 4);

        for (int unit = 0; unit < 2; unit++)
        {
            double[] values = [.. output.Where((_, i) => i % 2 == unit)];
            Assert.Equal(0, values.Average(), 1e-12);
            Assert.Equal(1, values.Average(v => v * v), 1e-4);
        }
    }

    [Fact]
    public void Forward_NotTraining_UsesTheRunningStatistics()
    {
        BatchNormalizationLayer<double> layer = Layer(isTraining: true);
        double[] output = new double[4];
        layer.Forward([1, 10, 3, 30], output, 2);

        layer.IsTraining = false;
        layer.Forward([5, 5, 6, 6], output, 2);

        // A tenth of the batch's mean and of its variance with n − 1, nine tenths of 0 and of 1.
        Assert.Equal([0.2, 2], layer.Statistics[0].Values.ToArray(), Near);
        Assert.Equal([1.1, 20.9], layer.Statistics[1].Values.ToArray(), Near);
        Assert.Equal(
            [4.8 / Math.Sqrt(1.10001), 3 / Math.Sqrt(20.90001), 5.8 / Math.Sqrt(1.10001), 4 / Math.Sqrt(20.90001)],
            output,
            Near);
    }

    [Fact]
    public void Forward_OneRow_GivesTheShift()
    {
        BatchNormalizationLayer<double> layer = Layer(isTraining: true);
        layer.Weights[1].Values[0] = 7;
        double[] output = new double[2];

        layer.Forward([3, 4], output, 1);

        Assert.Equal([7, 0], output);
    }

    [Fact]
    public void Tensors_NewLayer_AreNamedAndOfTheirKinds()
    {
        BatchNormalizationLayer<double> layer = Layer(isTraining: false);

        Assert.Equal([WeightKind.Scale, WeightKind.Bias], layer.Weights.Select(w => w.Kind));
        Assert.Equal(["n.running_mean", "n.running_variance"], layer.Statistics.Select(w => w.Name));
    }

    private static BatchNormalizationLayer<double> Layer(bool isTraining) =>
        new("n", FeatureShape.Flat(2)) { IsTraining = isTraining };

    private static bool Near(double x, double y) => Math.Abs(x - y) < 1e-12;
}
