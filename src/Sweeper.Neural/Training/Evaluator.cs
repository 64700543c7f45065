using System.Numerics;
using Sweeper.Neural.Images;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;

namespace Sweeper.Neural.Training;

/// <summary>Puts batches through a network and measures what it makes of them. For one thread.</summary>
internal sealed class Evaluator<T>(Network<T> network, ILoss<T> loss, double pixelScale)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Enough rows to keep the matrix product busy, few enough to stay in the processor's cache.
    public const int Rows = 256;

    /// <summary>The batch that is measured next.</summary>
    public ImageBatch<T> Batch { get; } = new(pixelScale, network.AcceptsSparse);

    // subset [count] → predictions [count], logits [count, classes]
    /// <summary>
    /// Measures the network as it is; writes the predicted classes and the logits unless there is no room for them.
    /// </summary>
    public SubsetMetrics Evaluate(ImageSubset subset, Span<byte> predictions = default, Span<T> logits = default)
    {
        network.IsTraining = false;
        int classes = network.Definition.OutputSize;
        var metrics = default(MetricsAccumulator);
        for (int start = 0; start < subset.Count; start += Rows)
        {
            int rows = Math.Min(Rows, subset.Count - start);
            Batch.Gather(subset.Images, subset.Indices.Slice(start, rows));
            Measure(
                ref metrics,
                predictions.IsEmpty ? default : predictions.Slice(start, rows),
                logits.IsEmpty ? default : logits.Slice(start * classes, rows * classes));
        }

        return metrics.Mean;
    }

    /// <summary>The sum of the losses of the batch, whose derivative by the logits is then the network's.</summary>
    public double Measure(ref MetricsAccumulator metrics, Span<byte> predictions = default, Span<T> logits = default)
    {
        int classes = network.Definition.OutputSize;
        ReadOnlySpan<T> computed = network.Forward(Batch.Input);
        double sum;
        Span<T> gradient = network.LogitsGradient(Batch.Labels.Length);
        if (!Batch.Targets.IsEmpty)
        {
            sum = ((INumberLoss<T>)loss).Evaluate(computed, Batch.Targets, gradient);
            metrics.Add(sum, computed, Batch.Targets);
        }
        else
        {
            sum = loss.Evaluate(computed, Batch.Labels, gradient, classes);
            metrics.Add(sum, computed, Batch.Labels, predictions, classes);
        }

        if (!logits.IsEmpty)
            computed.CopyTo(logits);
        return sum;
    }
}
