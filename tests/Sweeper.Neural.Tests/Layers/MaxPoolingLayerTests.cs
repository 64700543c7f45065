using Sweeper.Neural.Layers;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Tests.Layers;

public sealed class MaxPoolingLayerTests
{
    [Theory]
    [InlineData(2, 4, 6, 3, 2)]
    [InlineData(3, 7, 5, 2, 2)]
    [InlineData(2, 9, 9, 17, 3)]
    [InlineData(1, 3, 3, 1, 1)]
    public void Backward_AnyShape_EqualsCentralDifferences(int rows, int height, int width, int channels, int size) =>
        new LayerGradient(
            new MaxPoolingLayer<double>(new FeatureShape(height, width, channels), size), rows, new Random(3)).Check();

    [Theory]
    [InlineData(2, 4, 6, 3, 2)]
    [InlineData(3, 7, 5, 2, 2)]
    [InlineData(2, 9, 9, 33, 3)]
    [InlineData(2, 8, 8, 16, 4)]
    public void Passes_AnyShape_EqualPlainLoops(int rows, int height, int width, int channels, int size)
    {
        var shape = new FeatureShape(height, width, channels);
        LayerPasses<float> plain = LayerPasses<float>.Of(new ReferenceMaxPoolingLayer<float>(shape, size), rows, new Random(4));

        LayerPasses<float> fast = LayerPasses<float>.Of(new MaxPoolingLayer<float>(shape, size), rows, new Random(4));

        plain.AssertSameBits(fast);
    }

    [Fact]
    public void Backward_EqualNumbers_GoesToTheFirst()
    {
        var layer = new MaxPoolingLayer<float>(new FeatureShape(2, 2, 1), 2);
        float[] input = [1, 5, 5, 5], output = new float[1], gradient = new float[4];
        layer.Forward(input, output, 1);

        layer.Backward(input, output, [3], gradient, 1);

        Assert.Equal([5], output);
        Assert.Equal([0, 3, 0, 0], gradient);
    }

    [Fact]
    public void Forward_NaN_StaysNaN()
    {
        float[] output = new float[1], plain = new float[1];

        new MaxPoolingLayer<float>(new FeatureShape(2, 2, 1), 2).Forward([1, float.NaN, 2, 3], output, 1);
        new ReferenceMaxPoolingLayer<float>(new FeatureShape(2, 2, 1), 2).Forward([1, float.NaN, 2, 3], plain, 1);

        Assert.Equal([float.NaN], output);
        Assert.Equal([float.NaN], plain);
    }
}
