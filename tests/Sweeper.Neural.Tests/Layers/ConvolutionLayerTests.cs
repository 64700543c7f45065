using Sweeper.Neural.Kernels.Convolution;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Threading;

namespace Sweeper.Neural.Tests.Layers;

public sealed class ConvolutionLayerTests
{
    public static TheoryData<int, int, int, int, int, int, int, int> Cases => ConvolutionCases.All;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backward_AnyShape_EqualsCentralDifferences(
        int rows, int height, int width, int channels, int filters, int kernel, int stride, int padding) =>
        new LayerGradient(
            new ConvolutionLayer<double>("c", ConvolutionCases.Shape(height, width, channels, filters, kernel, stride, padding)),
            rows, new Random(3)).Check();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Passes_AnyShape_EqualPlainLoops(
        int rows, int height, int width, int channels, int filters, int kernel, int stride, int padding)
    {
        ConvolutionShape shape = ConvolutionCases.Shape(height, width, channels, filters, kernel, stride, padding);
        LayerPasses<float> plain = LayerPasses<float>.Of(new ReferenceConvolutionLayer<float>("c", shape), rows, new Random(4));

        LayerPasses<float> fast = LayerPasses<float>.Of(new ConvolutionLayer<float>("c", shape), rows, new Random(4));

        plain.AssertNear(fast);
    }

    // More images than groups, places that do not fill tiles, and more channels and filters than a panel has.
    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(11, 1, 1)]
    [InlineData(27, 1, 0)]
    [InlineData(27, 2, 1)]
    public void Passes_ManyChannelsAndFilters_EqualPlainLoops(int rows, int stride, int padding)
    {
        ConvolutionShape shape = ConvolutionCases.Shape(8, 9, 40, 70, 3, stride, padding);
        LayerPasses<float> plain = LayerPasses<float>.Of(new ReferenceConvolutionLayer<float>("c", shape), rows, new Random(4));

        LayerPasses<float> fast = LayerPasses<float>.Of(new ConvolutionLayer<float>("c", shape), rows, new Random(4));

        plain.AssertNear(fast);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    public void Passes_ByATeam_HaveTheSameBits(int rows)
    {
        ConvolutionShape shape = ConvolutionCases.Shape(14, 14, 8, 16, 3, 1, 1);
        LayerPasses<float> alone = LayerPasses<float>.Of(new ConvolutionLayer<float>("c", shape), rows, new Random(5));

        // The last is more than there are groups of images.
        foreach (int size in (int[])[1, 2, 3, 5, ConvolutionWork<float>.Groups + 1])
        {
            using var team = new WorkerTeam(size);

            LayerPasses<float> shared = LayerPasses<float>.Of(
                new ConvolutionLayer<float>("c", shape, team), rows, new Random(5));

            alone.AssertSameBits(shared);
        }
    }

    [Fact]
    public void Backward_WithoutInputGradient_GivesTheSameWeightGradients()
    {
        ConvolutionShape shape = ConvolutionCases.Shape(6, 6, 2, 4, 3, 1, 1);
        LayerPasses<float> whole = LayerPasses<float>.Of(new ConvolutionLayer<float>("c", shape), 3, new Random(6));

        LayerPasses<float> first = LayerPasses<float>.Of(
            new ConvolutionLayer<float>("c", shape), 3, new Random(6), needsInputGradient: false);

        Assert.Equal(whole.WeightGradients, first.WeightGradients);
    }

    [Fact]
    public void Tensors_OfALayer_HaveNamesShapesAndFans()
    {
        var layer = new ConvolutionLayer<float>("convolution_1", ConvolutionCases.Shape(28, 28, 3, 16, 5, 1, 2));

        Assert.Equal(["convolution_1.weight", "convolution_1.bias"], layer.Weights.Select(w => w.Name));
        Assert.Equal<int>([5, 5, 3, 16], layer.Weight.Shape);
        Assert.Equal((75, 400), (layer.FanIn, layer.FanOut));
        Assert.Equal((28 * 28 * 3, 28 * 28 * 16), (layer.InputSize, layer.OutputSize));
    }

    [Fact]
    public void Forward_InputOfAnotherLength_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ConvolutionLayer<float>("c", ConvolutionCases.Shape(4, 4, 1, 1, 3, 1, 1))
            .Forward(new float[15], new float[16], 1));
}
