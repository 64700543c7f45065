using Sweeper.Datasets;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Images;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Shapes;
using Sweeper.Sweeps.Attachments;
using Sweeper.Training.Hyperparameters;
using Sweeper.Training.LoadedData;
using Sweeper.Training.NetworkTrials;

namespace Sweeper.Training.Tests.NetworkTrials;

public sealed class BestEpochRecordTests
{
    private const int Side = 8;
    private const int Classes = 10;

    // Filters of very different sizes, which batch normalisation brings to one size again: eight bits are enough where each
    // filter has a factor of its own, and leave nothing of the small ones where they share one.
    [Fact]
    public void MeasurePrecision_FiltersOfVeryDifferentSizes_RoundsEachByItself()
    {
        var network = new Network<float>(
            new NetworkDefinition
            {
                Input = new FeatureShape(Side, Side, 1),
                HiddenLayers = ArchitectureHyperparameter.HiddenLayers("6c3-p2"),
                OutputSize = Classes,
                Activation = ActivationKind.Relu,
                Initializer = new HeNormalInitializer(),
                BatchNormalization = true,
            },
            RandomSource.FromSeed(1));
        WeightTensor<float> filters = network.Tensors.Single(t => t.Name == "convolution_1.weight");
        for (int i = 0; i < filters.Count; i++)
            filters.Values[i] *= MathF.Pow(3, -(i % 6));
        float[] before = filters.Values.ToArray();
        TrainingData data = ReadBy(network);
        var snapshot = new WeightSnapshot<float>(network);
        snapshot.Take();

        WeightPrecision precision = new BestEpochRecord(
            network, new LossDefinition(LossKind.CrossEntropy, OutputKind.Softmax), data).MeasurePrecision(snapshot);

        Assert.Equal((8, 1.0), (precision.Bits, precision.FullAccuracy));
        Assert.InRange(precision.Accuracy, 0.99, 1);
        Assert.Equal(before, filters.Values.ToArray());
    }

    // Random images that the network reads surely, with what it takes them for as their labels.
    private static TrainingData ReadBy(Network<float> network)
    {
        const int drawn = 400, kept = 200;
        var random = new Random(3);
        byte[] pixels = new byte[drawn * Side * Side];
        random.NextBytes(pixels);
        float[] inputs = [.. pixels.Select(p => p / 255f)];
        network.IsTraining = true;
        for (int i = 0; i < 100; i++)
            network.Forward(inputs, drawn);
        network.IsTraining = false;
        float[] logits = network.Forward(inputs, drawn).ToArray();
        int[] surest =
            [.. Enumerable.Range(0, drawn).OrderByDescending(i => Margin(logits.AsSpan(i * Classes, Classes))).Take(kept)];
        byte[] images = [.. surest.SelectMany(i => pixels[(i * Side * Side)..((i + 1) * Side * Side)])];
        byte[] labels = [.. surest.Select(i => (byte)Enumerable.Range(0, Classes).MaxBy(c => logits[(i * Classes) + c]))];
        var set = new LabelledImages(Side, Side, images, labels);
        return TrainingData.Of(new Dataset
        {
            Name = "made up", Train = set, Test = set, ClassNames = [.. Enumerable.Range(0, Classes).Select(i => $"{i}")],
            Checksum = "",
        });
    }

    private static float Margin(Span<float> logits)
    {
        float[] sorted = [.. logits.ToArray().OrderDescending()];
        return sorted[0] - sorted[1];
    }
}
