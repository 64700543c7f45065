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
    /// <summary>Images that go through the network at once.</summary>
    public const int Rows = Evaluator<float>.Rows;

    private readonly Evaluator<float> _evaluator = new(network, loss.Create<float>(), pixelScale);

    // subset [count] → predictions [count], probabilities [count, classes]
    /// <summary>
    /// Measures the network, and writes what it takes each image for and the probability that it gives to each class.
    /// </summary>
    /// <param name="subset">At least one image.</param>
    /// <param name="predictions">Receives the class of each image; empty for none.</param>
    /// <param name="probabilities">
    /// Receives the outputs, image after image: softmax and sigmoid give 0 … 1, the latter for each class by itself; identity
    /// outputs are brought to 0 … 1 by cutting off what is beyond. Empty for none.
    /// </param>
    public SubsetMetrics Classify(ImageSubset subset, Span<byte> predictions = default, Span<float> probabilities = default)
    {
        SubsetMetrics metrics = _evaluator.Evaluate(subset, predictions, probabilities);
        while (!probabilities.IsEmpty)
        {
            int length = Math.Min(Rows * network.Definition.OutputSize, probabilities.Length);
            Turn(probabilities[..length]);
            probabilities = probabilities[length..];
        }

        return metrics;
    }

    // rows [count] → outputs [count]
    /// <summary>Measures the network on rows with targets, and writes what it predicts of each.</summary>
    /// <param name="subset">At least one row of a table with targets.</param>
    /// <param name="outputs">Receives the outputs as the network gives them; empty for none.</param>
    public SubsetMetrics Predict(ImageSubset subset, Span<float> outputs = default) =>
        _evaluator.Evaluate(subset, default, outputs);

    // The logits of a batch become outputs.
    private void Turn(Span<float> logits)
    {
        loss.Output.Forward(logits, network.Definition.OutputSize);
        if (loss.Output == OutputKind.Identity)
        {
            foreach (ref float value in logits)
                value = Math.Clamp(value, 0, 1);
        }
    }
}
