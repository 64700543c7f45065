using Sweeper.Neural.Images;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Outputs;

namespace Sweeper.Neural.Training;

/// <summary>Asks a trained network what it takes images for. For one thread.</summary>
/// <param name="network">What is asked; not changed.</param>
/// <param name="loss">What is measured, and what turns logits into outputs.</param>
/// <param name="pixelScale">Pixels 0 … 255 are multiplied by it to become inputs.</param>
public sealed class Classifier(Network<float> network, LossDefinition loss, double pixelScale)
{
    /// <summary>Images that go through the network at once: the batches of Trainer.Evaluate, so that every number has the same bits.</summary>
    public const int Rows = 256;

    private readonly ImageBatch<float> _batch = new(pixelScale, network.AcceptsSparse);
    private readonly ILoss<float> _loss = LossFunctions.Create<float>(loss);
    private readonly IOutputFunction<float> _output = OutputFunctions.Create<float>(loss.Output);

    // subset [count] → predictions [count], probabilities [count, classes]
    /// <summary>Measures the network, and writes what it takes each image for and the probability that it gives to each class.</summary>
    /// <param name="subset">At least one image.</param>
    /// <param name="predictions">Receives the class of each image; empty for none.</param>
    /// <param name="probabilities">
    /// Receives the outputs, image after image: softmax and sigmoid give 0 … 1, the latter for each class by itself; identity outputs are
    /// brought to 0 … 1 by cutting off what is beyond. Empty for none.
    /// </param>
    public SubsetMetrics Classify(ImageSubset subset, Span<byte> predictions = default, Span<float> probabilities = default)
    {
        network.IsTraining = false;
        int classes = network.Definition.OutputSize;
        var metrics = default(MetricsAccumulator);
        for (int start = 0; start < subset.Count; start += Rows)
        {
            int rows = Math.Min(Rows, subset.Count - start);
            _batch.Gather(subset.Images, subset.Indices.Slice(start, rows));
            ReadOnlySpan<float> logits = network.Forward(_batch.Input);
            double sum = _loss.Evaluate(logits, _batch.Labels, network.LogitsGradient(rows), classes);
            metrics.Add(sum, logits, _batch.Labels, predictions.IsEmpty ? default : predictions.Slice(start, rows), classes);
            if (!probabilities.IsEmpty)
                Write(logits, probabilities.Slice(start * classes, rows * classes), classes);
        }

        return metrics.Mean;
    }

    private void Write(ReadOnlySpan<float> logits, Span<float> probabilities, int classes)
    {
        logits.CopyTo(probabilities);
        _output.Forward(probabilities, classes);
        if (loss.Output == OutputKind.Identity)
        {
            foreach (ref float value in probabilities)
                value = Math.Clamp(value, 0, 1);
        }
    }
}
