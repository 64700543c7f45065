using System.Collections.Immutable;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Tests.Golden;

/// <summary>Convolutional networks follow PyTorch's curve: see convolution.py.</summary>
public sealed class ConvolutionCurveTests
{
    private const int Rows = 6;
    private const int Classes = 4;
    private const double Rate = 0.1;
    private const double Tolerance = 2e-5;

    private static readonly ImmutableArray<ConvolutionCurve> Curves = ConvolutionCurve.Load();

    private static readonly Dictionary<string, ImmutableArray<HiddenLayer>> Layers = new()
    {
        ["padded"] = [Convolution(3, 3), Pooling(2), new DenseHiddenLayer(5)],
        ["strided"] = [Convolution(4, 3, stride: 2), Convolution(3, 1), new DenseHiddenLayer(6)],
        ["valid"] = [Convolution(3, 3, isPadded: false), Pooling(2), Convolution(4, 3)],
        ["left over"] = [Convolution(4, 5), Pooling(2), Pooling(2)],
        ["normalised"] = [Convolution(4, 3), Pooling(2), Convolution(3, 3, 2, isPadded: false), new DenseHiddenLayer(5)],
        ["linear after pooling"] = [Pooling(2)],
        ["even kernel"] = [Convolution(3, 4), Pooling(2), new DenseHiddenLayer(5)],
    };

    public static TheoryData<string> Names => [.. Curves.Select(c => c.Name)];

    [Fact]
    public void Curves_EveryCase_IsThereOnce() => Assert.Equal(Layers.Keys, Curves.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_FixedBatches_FollowsTheGoldenCurve(string name) => Check(name, KernelKind.Vector);

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_ReferenceKernel_FollowsTheGoldenCurve(string name) => Check(name, KernelKind.Reference);

    private static void Check(string name, KernelKind kernel)
    {
        ConvolutionCurve expected = Curves.Single(c => c.Name == name);
        Network<float> network = StartingNetwork(expected, kernel);
        ILoss<float> loss = new LossDefinition(LossKind.CrossEntropy, OutputKind.Softmax).Create<float>();
        var optimizer = new SgdOptimizer<float>();

        double[] losses = [.. Enumerable.Range(0, expected.Losses.Length).Select(Step)];

        CurveComparison.AssertClose(expected.Losses, losses, Tolerance);
        CurveComparison.AssertClose(
            expected.Weights.SelectMany(w => w),
            WithWeights(network).SelectMany(w => w.Values.ToArray()).Select(v => (double)v),
            Tolerance);

        double Step(int step)
        {
            float[] input = [.. Enumerable.Range(0, Rows * expected.Height * expected.Width * expected.Channels).Select(
                i => 7919 * (i + step) % 256 / 255f)];
            byte[] labels = [.. Enumerable.Range(0, Rows).Select(i => (byte)(((i * i) + step) % Classes))];
            double sum = loss.Evaluate(network.Forward(input, Rows), labels, network.LogitsGradient(Rows), Classes);
            network.Backward(input, Rows);
            optimizer.Step(network.Weights.AsSpan(), Rate);
            return sum / Rows;
        }
    }

    private static Network<float> StartingNetwork(ConvolutionCurve curve, KernelKind kernel)
    {
        var definition = new NetworkDefinition
        {
            Input = new FeatureShape(curve.Height, curve.Width, curve.Channels),
            HiddenLayers = Layers[curve.Name],
            OutputSize = Classes,
            Activation = ActivationKind.Tanh,
            Initializer = new NormalInitializer(1),
            BatchNormalization = curve.Normalises,
            Kernel = kernel,
        };
        var network = new Network<float>(definition, RandomSource.FromSeed(1)) { IsTraining = true };
        WeightTensor<float>[] tensors = WithWeights(network);
        for (int t = 0; t < tensors.Length; t++)
        {
            for (int i = 0; i < tensors[t].Count; i++)
                tensors[t].Values[i] = (float)(0.4 * Math.Sin((1.7 * i) + (3 * (t / 2)) + (t % 2)));
        }

        return network;
    }

    private static WeightTensor<float>[] WithWeights(Network<float> network) =>
        [.. network.Weights.Where(w => !w.Name.StartsWith("batch", StringComparison.Ordinal))];

    private static ConvolutionHiddenLayer Convolution(int filters, int kernel, int stride = 1, bool isPadded = true) =>
        new(filters, kernel, stride, isPadded);

    private static MaxPoolingHiddenLayer Pooling(int size) => new(size);
}
