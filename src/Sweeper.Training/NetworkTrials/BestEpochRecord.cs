using System.Collections.Immutable;
using Sweeper.Neural.Images;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Training;
using Sweeper.Sweeps.Attachments;
using Sweeper.Training.LoadedData;
using Sweeper.Training.SavedModels;

namespace Sweeper.Training.NetworkTrials;

/// <summary>
/// What a network at its best epoch makes of the test set, as far as it is kept: some 20 kB for the 10,000 images of MNIST.
/// </summary>
internal sealed class BestEpochRecord
{
    private const string Subset = "test";

    private readonly Network<float> _network;
    private readonly Classifier _classifier;
    private readonly TrainingData _data;
    private readonly byte[] _predictions;
    private readonly float[] _probabilities;

    /// <summary>Measures the network as it is.</summary>
    public BestEpochRecord(Network<float> network, LossDefinition loss, TrainingData data)
    {
        _network = network;
        _data = data;
        _classifier = new Classifier(network, loss, data.PixelScale);
        _predictions = new byte[data.Test.Count];
        _probabilities = new float[data.Test.Count * data.Dataset.ClassNames.Length];
        Test = _classifier.Classify(data.Test, _predictions, _probabilities);
    }

    /// <summary>The measure of the whole test set.</summary>
    public SubsetMetrics Test { get; }

    private LabelledImages Images => _data.Dataset.Test;

    public ConfusionMatrix Confusion() => ClassCounts.Of(_predictions, Images.Labels, _data.Dataset.ClassNames, Subset);

    /// <summary>The predictions, and the images that show the network's errors.</summary>
    public IEnumerable<TrialAttachment> Attachments()
    {
        var predictions = ClassPredictions.Of(_predictions, _probabilities, Images.Labels, _data.Dataset.ClassNames.Length);
        yield return predictions.ToAttachment();
        if (Images.IsTable || Images.ValueCount > ClassifierExamples.MostValues)
            yield break;
        (ImmutableArray<int> errors, ImmutableArray<int> hits) = ClassifierExamples.Choose(predictions);
        var examples = new ClassifierExamples
        {
            Width = Images.Width,
            Height = Images.Height,
            Channels = Images.Channels,
            Classes = _data.Dataset.ClassNames,
            Subset = Subset,
            Errors = [.. errors.Select(Example)],
            Hits = [.. hits.Select(Example)],
        };
        yield return examples.ToAttachment();
    }

    /// <summary>Tries how few bits are enough for the weights, and puts the weights back as they were.</summary>
    /// <param name="weights">The weights as they are.</param>
    public WeightPrecision MeasurePrecision(WeightSnapshot<float> weights)
    {
        int full = Correct(_predictions);
        byte[] rounded = new byte[_predictions.Length];
        foreach (int bits in (ReadOnlySpan<int>)[8, 16])
        {
            foreach (WeightTensor<float> tensor in _network.Weights.Where(w => w.Kind == WeightKind.Weight))
                WeightRounding.Apply(tensor.Values, tensor.Shape[^1], bits);
            _classifier.Classify(_data.Test, rounded);
            weights.Restore();
            int correct = Correct(rounded);
            if (WeightPrecision.IsEnough(correct, full, rounded.Length))
                return Precision(bits, correct, full);
        }

        return Precision(32, full, full);
    }

    private WeightPrecision Precision(int bits, int correct, int full) => new()
    {
        Bits = bits,
        Accuracy = (double)correct / _predictions.Length,
        FullAccuracy = (double)full / _predictions.Length,
    };

    private int Correct(byte[] predictions)
    {
        int correct = 0;
        ReadOnlySpan<byte> labels = Images.Labels;
        for (int i = 0; i < predictions.Length; i++)
            correct += predictions[i] == labels[i] ? 1 : 0;
        return correct;
    }

    private ClassifierExample Example(int index)
    {
        int classes = _data.Dataset.ClassNames.Length, label = Images.Labels[index], predicted = _predictions[index];
        return new ClassifierExample
        {
            Index = index,
            Label = label,
            Predicted = predicted,
            Probability = _probabilities[(index * classes) + predicted],
            TrueProbability = _probabilities[(index * classes) + label],
            Pixels = [.. Images.Image(index)],
        };
    }
}
