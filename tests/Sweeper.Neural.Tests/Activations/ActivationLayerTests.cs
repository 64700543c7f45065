using Sweeper.Neural.Activations;
using Sweeper.Neural.Families;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Tests.Layers;

namespace Sweeper.Neural.Tests.Activations;

public sealed class ActivationLayerTests
{
    // More than any register, and a rest.
    private const int Size = 37;

    public static TheoryData<ActivationKind> Kinds => [.. ActivationKind.All];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Backward_EachActivation_EqualsCentralDifferences(ActivationKind kind)
    {
        // With this seed no input lies within a step of 0, where relu has no derivative.
        new LayerGradient(kind.CreateLayer<double>(Size), 3, new Random(1)).Check();
        new LayerGradient(kind.CreateReferenceLayer<double>(Size), 3, new Random(1)).Check();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_ManyInputs_AgreesWithTheFormula(ActivationKind kind)
    {
        double[] input = [.. Enumerable.Range(0, Size).Select(i => (i - 18) / 3.0)];
        double[] output = new double[Size], reference = new double[Size];

        kind.CreateLayer<double>(Size).Forward(input, output, 1);
        kind.CreateReferenceLayer<double>(Size).Forward(input, reference, 1);

        Assert.Equal(reference, output, (x, y) => Math.Abs(x - y) < 1e-14 * Math.Max(Math.Abs(x), 1));
    }

    [Theory]
    [InlineData("sigmoid", 0.8807970779778823, 0.11920292202211755)]
    [InlineData("tanh", 0.9640275800758169, -0.9640275800758169)]
    [InlineData("relu", 2, 0)]
    [InlineData("leaky_relu", 2, -0.02)]
    [InlineData("elu", 2, -0.8646647167633873)]
    [InlineData("gelu", 1.9545976940877752, -0.04540230591222494)]
    [InlineData("swish", 1.7615941559557646, -0.2384058440442351)]
    [InlineData("softplus", 2.1269280110429727, 0.12692801104297263)]
    [InlineData("identity", 2, -2)]
    public void Forward_EachActivation_IsItsFunction(string name, double atTwo, double atMinusTwo)
    {
        ActivationKind kind = ActivationKind.All.Named(name);
        double[] input = [.. Enumerable.Range(0, Size).Select(i => i % 2 == 0 ? 2.0 : -2.0)];
        double[] expected = [.. input.Select(x => x > 0 ? atTwo : atMinusTwo)];
        double[] output = new double[Size], reference = new double[Size];

        kind.CreateLayer<double>(Size).Forward(input, output, 1);
        kind.CreateReferenceLayer<double>(Size).Forward(input, reference, 1);

        Assert.Equal(expected, output, (x, y) => Math.Abs(x - y) < 1e-14);
        Assert.Equal(expected, reference, (x, y) => Math.Abs(x - y) < 1e-14);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_FarFromZeroAndNaN_NeverMakesANumberOfNothing(ActivationKind kind)
    {
        float[] input = [1e30f, -1e30f, 100, -100, 0, float.NaN], output = new float[6], gradient = new float[6];
        ILayer<float> layer = kind.CreateLayer<float>(6);

        layer.Forward(input, output, 1);
        layer.Backward(input, output, [1, 1, 1, 1, 1, 1], gradient, 1);

        Assert.All(output[..5].Concat(gradient[..5]), value => Assert.True(float.IsFinite(value)));
        Assert.True(float.IsNaN(output[5]));
    }

    [Fact]
    public void Relu_NegativeZeroAndNaN_FollowTheirDocumentation()
    {
        ILayer<float> layer = ActivationKind.Relu.CreateLayer<float>(3);
        float[] output = new float[3], gradient = new float[3];

        layer.Forward([-1, 0, float.NaN], output, 1);
        layer.Backward([-1, 0, 1], output, [5, 5, 5], gradient, 1);

        Assert.Equal([0, 0, float.NaN], output);
        Assert.Equal([0, 0, 5], gradient);
    }

    [Fact]
    public void Backward_NobodyNeedsTheInputGradient_DoesNothing() =>
        ActivationKind.Tanh.CreateLayer<float>(2).Backward([1, 2], [1, 2], [1, 2], default, 1);

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(2, 3, 2)]
    [InlineData(2, 2, 1)]
    public void Backward_LengthsDiffer_Throws(int output, int outputGradient, int inputGradient)
    {
        ILayer<float> layer = ActivationKind.Tanh.CreateLayer<float>(2);

        Assert.Throws<ArgumentException>(
            () => layer.Backward([1, 2], new float[output], new float[outputGradient], new float[inputGradient], 1));
    }

    [Fact]
    public void Named_UnknownActivation_Throws() =>
        Assert.Equal(
            "'step' is none of sigmoid, tanh, relu, leaky_relu, elu, gelu, swish, softplus, identity. (Parameter 'name')",
            Assert.Throws<ArgumentException>(() => ActivationKind.All.Named("step")).Message);
}
