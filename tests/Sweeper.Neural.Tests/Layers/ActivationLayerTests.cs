using Sweeper.Neural.Activations;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Tests.Layers;

public sealed class ActivationLayerTests
{
    // More than any register, and a rest.
    private const int Size = 37;

    public static TheoryData<ActivationKind> Kinds => [.. Enum.GetValues<ActivationKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Backward_EachActivation_EqualsCentralDifferences(ActivationKind kind)
    {
        // With this seed no input lies within a step of 0, where relu has no derivative.
        new LayerGradient(ActivationLayers.Create<double>(kind, Size), 3, new Random(1)).Check();
        new LayerGradient(new ReferenceActivationLayer<double>(kind, Size), 3, new Random(1)).Check();
    }

    [Theory]
    [InlineData(ActivationKind.Sigmoid, 0.8807970779778823, 0.11920292202211755)]
    [InlineData(ActivationKind.Tanh, 0.9640275800758169, -0.9640275800758169)]
    [InlineData(ActivationKind.Relu, 2, 0)]
    [InlineData(ActivationKind.LeakyRelu, 2, -0.02)]
    [InlineData(ActivationKind.Elu, 2, -0.8646647167633873)]
    [InlineData(ActivationKind.Gelu, 1.9545976940877752, -0.04540230591222494)]
    [InlineData(ActivationKind.Swish, 1.7615941559557646, -0.2384058440442351)]
    [InlineData(ActivationKind.Softplus, 2.1269280110429727, 0.12692801104297263)]
    [InlineData(ActivationKind.Identity, 2, -2)]
    public void Forward_EachActivation_IsItsFunction(ActivationKind kind, double atTwo, double atMinusTwo)
    {
        double[] input = [.. Enumerable.Range(0, Size).Select(i => i % 2 == 0 ? 2.0 : -2.0)];
        double[] expected = [.. input.Select(x => x > 0 ? atTwo : atMinusTwo)];
        double[] output = new double[Size], reference = new double[Size];

        ActivationLayers.Create<double>(kind, Size).Forward(input, output, 1);
        new ReferenceActivationLayer<double>(kind, Size).Forward(input, reference, 1);

        Assert.Equal(expected, output, (x, y) => Math.Abs(x - y) < 1e-14);
        Assert.Equal(expected, reference, (x, y) => Math.Abs(x - y) < 1e-14);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_FarFromZeroAndNaN_NeverMakesANumberOfNothing(ActivationKind kind)
    {
        float[] input = [1e30f, -1e30f, 100, -100, 0, float.NaN], output = new float[6], gradient = new float[6];
        ILayer<float> layer = ActivationLayers.Create<float>(kind, 6);

        layer.Forward(input, output, 1);
        layer.Backward(input, output, [1, 1, 1, 1, 1, 1], gradient, 1);

        Assert.All(output[..5].Concat(gradient[..5]), value => Assert.True(float.IsFinite(value)));
        Assert.True(float.IsNaN(output[5]));
    }

    [Fact]
    public void Relu_NegativeZeroAndNaN_FollowTheirDocumentation()
    {
        ILayer<float> layer = ActivationLayers.Create<float>(ActivationKind.Relu, 3);
        float[] output = new float[3], gradient = new float[3];

        layer.Forward([-1, 0, float.NaN], output, 1);
        layer.Backward([-1, 0, 1], output, [5, 5, 5], gradient, 1);

        Assert.Equal([0, 0, float.NaN], output);
        Assert.Equal([0, 0, 5], gradient);
    }

    [Fact]
    public void Backward_NobodyNeedsTheInputGradient_DoesNothing() =>
        ActivationLayers.Create<float>(ActivationKind.Tanh, 2).Backward([1, 2], [1, 2], [1, 2], default, 1);

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(2, 3, 2)]
    [InlineData(2, 2, 1)]
    public void Backward_LengthsDiffer_Throws(int output, int outputGradient, int inputGradient)
    {
        ILayer<float> layer = ActivationLayers.Create<float>(ActivationKind.Tanh, 2);

        Assert.Throws<ArgumentException>(
            () => layer.Backward([1, 2], new float[output], new float[outputGradient], new float[inputGradient], 1));
    }

    [Fact]
    public void Create_UnknownActivation_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ActivationLayers.Create<float>((ActivationKind)99, 1));
}
