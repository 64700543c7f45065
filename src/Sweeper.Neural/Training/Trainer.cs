using System.Collections.Immutable;
using System.Numerics;
using Sweeper.Neural.Images;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Regularizers;
using Sweeper.Neural.Schedules;

namespace Sweeper.Neural.Training;

/// <summary>Trains one network and measures it. For one thread.</summary>
/// <param name="network">What is trained.</param>
/// <param name="loss">What is made small.</param>
/// <param name="optimizer">How.</param>
/// <param name="pixelScale">Pixels 0 … 255 are multiplied by it to become inputs; 1/255 makes them 0 … 1.</param>
public sealed class Trainer<T>(Network<T> network, ILoss<T> loss, IOptimizer<T> optimizer, double pixelScale)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Evaluator<T> _evaluator = new(network, loss, pixelScale);
    private int[] _order = [];

    /// <summary>
    /// Applied in order to the gradients of each step; the losses that are measured do not contain their penalties.
    /// </summary>
    public ImmutableArray<IGradientRule<T>> GradientRules { get; init; } = [];

    /// <summary>Gives each epoch of a plan its own versions of the images; null to train on them as they are.</summary>
    public IImageAugmenter? Augmenter { get; init; }

    /// <summary>Is told the loss of every step; null for nobody.</summary>
    public StepLosses? StepLosses { get; init; }

    /// <summary>Whether an epoch leaves out the images at the end of its order that do not fill a batch.</summary>
    public bool DropsLast { get; init; }

    /// <summary>The updates of an epoch, at least 1.</summary>
    /// <param name="images">At least 1.</param>
    /// <param name="batchSize">1 … <paramref name="images"/>.</param>
    /// <param name="dropsLast">See <see cref="DropsLast"/>.</param>
    public static int StepsOf(int images, int batchSize, bool dropsLast) =>
        (images / batchSize) + (dropsLast || images % batchSize == 0 ? 0 : 1);

    /// <summary>
    /// One pass over the subset in an order drawn from <paramref name="random"/>; when the batch size does not divide the
    /// subset, the last batch is smaller, or left out with <see cref="DropsLast"/>.
    /// </summary>
    /// <param name="subset">At least one image.</param>
    /// <param name="batchSize">1 … the subset's size.</param>
    /// <param name="learningRates">The learning rate of every step.</param>
    /// <param name="epoch">Which pass it is, from 1.</param>
    /// <param name="random">Decides the order.</param>
    /// <returns>
    /// The means over the images trained on, each measured with the weights just before its batch's update.
    /// </returns>
    public SubsetMetrics TrainEpoch(
        ImageSubset subset, int batchSize, LearningRatePlan learningRates, int epoch, RandomSource random)
    {
        Begin(subset, batchSize, random);
        Augmenter?.Begin(subset.Images, _order, batchSize, epoch);
        long step = (long)(epoch - 1) * learningRates.StepsPerEpoch;
        var metrics = default(MetricsAccumulator);
        int end = EndOf(batchSize);
        for (int start = 0; start < end; start += batchSize)
        {
            Gather(subset.Images, start, Math.Min(batchSize, _order.Length - start));
            TrainBatch(ref metrics, learningRates.At(step++));
        }

        return metrics.Mean;
    }

    /// <summary>Measures the network as it is.</summary>
    /// <param name="subset">At least one image.</param>
    /// <param name="predictions">Receives the predicted class of each image in the subset's order, unless it is empty.</param>
    public SubsetMetrics Evaluate(ImageSubset subset, Span<byte> predictions = default) =>
        _evaluator.Evaluate(subset, predictions);

    private void Begin(ImageSubset subset, int batchSize, RandomSource random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batchSize, subset.Count);

        // Always from the same start, so that an epoch's order depends on the state of the generator alone.
        if (_order.Length != subset.Count)
            _order = new int[subset.Count];
        subset.Indices.CopyTo(_order);
        random.Shuffle(_order.AsSpan());
        network.IsTraining = true;
    }

    private int EndOf(int batchSize) => DropsLast ? _order.Length - (_order.Length % batchSize) : _order.Length;

    private void Gather(LabelledImages images, int start, int count)
    {
        if (Augmenter is null)
        {
            _evaluator.Batch.Gather(images, _order.AsSpan(start, count));
        }
        else
        {
            LabelledImages versions = Augmenter.Next(start, count, out ReadOnlySpan<int> indices);
            _evaluator.Batch.Gather(versions, indices);
        }
    }

    private void TrainBatch(ref MetricsAccumulator metrics, double learningRate)
    {
        double sum = _evaluator.Measure(ref metrics);
        StepLosses?.Add(sum / _evaluator.Batch.Labels.Length);
        if (optimizer is SgdOptimizer<T> plain && GradientRules.IsEmpty)
        {
            network.Descend(_evaluator.Batch.Input, plain, learningRate);
            return;
        }

        network.Backward(_evaluator.Batch.Input);
        foreach (IGradientRule<T> rule in GradientRules)
            rule.Apply(network.Weights.AsSpan());
        optimizer.Step(network.Weights.AsSpan(), learningRate);
    }
}
