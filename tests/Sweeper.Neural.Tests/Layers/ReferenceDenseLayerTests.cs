using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Tests.Layers;

public sealed class ReferenceDenseLayerTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 11, 19)]
    public void Backward_AnyShape_EqualsCentralDifferences(int rows, int inputs, int outputs) =>
        new LayerGradient(new ReferenceDenseLayer<double>("dense", inputs, outputs), rows, new Random(rows)).Check();

    [Fact]
    public void ForwardAndBackward_SameNumbers_EqualTheVectorisedLayer()
    {
        var reference = new ReferenceDenseLayer<double>("dense_1", 13, 17);
        var vector = new DenseLayer<double>("dense_1", 13, 17);
        var random = new Random(2);
        for (int i = 0; i < 2; i++)
        {
            Numbers(random, reference.Weights[i].Values.Length).CopyTo(reference.Weights[i].Values);
            reference.Weights[i].Values.CopyTo(vector.Weights[i].Values);
        }

        double[] input = Numbers(random, 5 * 13), outputGradient = Numbers(random, 5 * 17);

        Assert.Equal(
            Results(reference, input, outputGradient),
            Results(vector, input, outputGradient),
            (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal(vector.Weights.Select(w => w.Name), reference.Weights.Select(w => w.Name));
    }

    private static double[] Results(ILayer<double> layer, double[] input, double[] outputGradient)
    {
        double[] output = new double[outputGradient.Length], inputGradient = new double[input.Length];
        layer.Forward(input, output, 5);
        layer.Backward(input, output, outputGradient, inputGradient, 5);
        return [.. output, .. inputGradient, .. layer.Weights.SelectMany(w => w.Gradient.ToArray())];
    }

    private static double[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
}
