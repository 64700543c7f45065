using Sweeper.Neural.Activations;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Tests.Layers;

public sealed class ActivationLayerTests
{
    // More than any register, and a rest.
    private const int Size = 37;

    [Theory]
    [InlineData(ActivationKind.Sigmoid)]
    [InlineData(ActivationKind.Tanh)]
    [InlineData(ActivationKind.Relu)]
    public void Backward_EachActivation_EqualsCentralDifferences(ActivationKind kind)
    {
        // With this seed no input lies within a step of 0, where relu has no derivative.
        new LayerGradient(ActivationLayers.Create<double>(kind, Size), 3, new Random(1)).Check();
    }

    [Theory]
    [InlineData(ActivationKind.Sigmoid, 0.8807970779778823)]
    [InlineData(ActivationKind.Tanh, 0.9640275800758169)]
    [InlineData(ActivationKind.Relu, 2)]
    public void Forward_EachActivation_IsItsFunction(ActivationKind kind, double expected)
    {
        double[] output = new double[Size];

        ActivationLayers.Create<double>(kind, Size).Forward(Enumerable.Repeat(2.0, Size).ToArray(), output, 1);

        Assert.All(output, value => Assert.Equal(expected, value, 1e-14));
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
