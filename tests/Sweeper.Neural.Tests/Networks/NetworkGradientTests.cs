using System.Collections.Immutable;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Shapes;
using Sweeper.Neural.Tests.Layers;
using Sweeper.Neural.Tests.Losses;

namespace Sweeper.Neural.Tests.Networks;

public sealed class NetworkGradientTests
{
    private const int Rows = 5;
    private const int Inputs = 6;
    private const int Classes = 4;

    public static TheoryData<LossKind, OutputKind> Pairs => PlainLoss.Pairs;

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Backward_LinearModel_EqualsCentralDifferences(LossKind loss, OutputKind output) =>
        Check(loss, output, ActivationKind.Sigmoid, []);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Backward_OneHiddenLayer_EqualsCentralDifferences(LossKind loss, OutputKind output)
    {
        foreach (ActivationKind activation in ActivationKind.All)
            Check(loss, output, activation, HiddenLayer.Dense(9));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Backward_TwoHiddenLayers_EqualsCentralDifferences(LossKind loss, OutputKind output)
    {
        foreach (ActivationKind activation in ActivationKind.All)
            Check(loss, output, activation, HiddenLayer.Dense(9, 7));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Backward_Convolutions_EqualsCentralDifferences(LossKind loss, OutputKind output)
    {
        foreach (ActivationKind activation in (ActivationKind[])[ActivationKind.Tanh, ActivationKind.Gelu])
            Check(loss, output, activation,
                [new ConvolutionHiddenLayer(3, 2), new MaxPoolingHiddenLayer(1), new DenseHiddenLayer(4)],
                new FeatureShape(3, 2, 1));
    }

    // With this seed no unit lies within a step of 0, where relu has no derivative.
    private static void Check(LossKind lossKind, OutputKind output, ActivationKind activation,
        ImmutableArray<HiddenLayer> hiddenLayers, FeatureShape? shape = null)
    {
        var random = new Random(4);
        var network = new Network<double>(
            new NetworkDefinition
            {
                Input = shape ?? FeatureShape.Flat(Inputs),
                HiddenLayers = hiddenLayers,
                OutputSize = Classes,
                Activation = activation,
                Initializer = new NormalInitializer(0.6),
            },
            RandomSource.FromSeed(4)) { IsTraining = true };
        foreach (WeightTensor<double> bias in network.Weights.Where(w => w.Kind == WeightKind.Bias))
            RandomNumbers(bias.Values.Length, random).CopyTo(bias.Values);
        ILoss<double> loss = new LossDefinition(lossKind, output).Create<double>();
        double[] input = RandomNumbers(Rows * Inputs, random);
        byte[] labels = [0, 3, 1, 2, 3];

        MeanLoss();
        network.Backward(input, Rows);

        foreach (WeightTensor<double> tensor in network.Weights)
            CentralDifference.Check(MeanLoss, tensor.Values, tensor.Gradient);

        double MeanLoss() => loss.Evaluate(network.Forward(input, Rows), labels, network.LogitsGradient(Rows), Classes) / Rows;
    }

    private static double[] RandomNumbers(int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
}
