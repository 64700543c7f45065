using System.Collections.Immutable;

namespace Sweeper.Sweeps.Attachments;

/// <summary>
/// Whether a classifier is as often right as it says: the reliability diagram and the expected calibration error of Guo, Pleiss,
/// Sun and Weinberger, "On Calibration of Modern Neural Networks" (2017), equations 2 to 5.
/// </summary>
public sealed record Calibration
{
    /// <summary>How many bins the paper uses.</summary>
    public const int UsualBins = 15;

    /// <summary>Bins of the same width from probability 0 to 1, ascending, empty ones included.</summary>
    public required ImmutableArray<ReliabilityBin> Bins { get; init; }

    /// <summary>
    /// The distance of accuracy from confidence, averaged over the predictions: 0 … 1. 0 where there are none.
    /// </summary>
    public required double ExpectedError { get; init; }

    /// <summary>The greatest distance of accuracy from confidence in a bin: 0 … 1. 0 where there are no predictions.</summary>
    public required double GreatestError { get; init; }

    /// <summary>From what a classifier says of each example.</summary>
    /// <param name="probabilities">
    /// [examples, classes], row after row; each 0 … 1. The prediction is the first of the largest.
    /// </param>
    /// <param name="labels">The class of each example, 0 ≤ label &lt; classes.</param>
    /// <param name="classes">At least 1.</param>
    /// <param name="bins">At least 1.</param>
    /// <exception cref="ArgumentException">There are not as many rows of probabilities as labels.</exception>
    public static Calibration Of(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels, int classes, int bins = UsualBins)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        if (probabilities.Length != (long)labels.Length * classes)
            throw new ArgumentException(
                $"{probabilities.Length} probabilities are not {labels.Length} rows of {classes}.", nameof(probabilities));

        var confidences = new float[labels.Length];
        var hits = new bool[labels.Length];
        for (int example = 0; example < labels.Length; example++)
        {
            ReadOnlySpan<float> row = probabilities.Slice(example * classes, classes);
            int predicted = LargestOf(row);
            confidences[example] = row[predicted];
            hits[example] = predicted == labels[example];
        }

        return Of(confidences, hits, bins);
    }

    /// <summary>From how sure a classifier was of each example, and whether it was right.</summary>
    /// <param name="confidences">The probability of what was predicted, 0 … 1.</param>
    /// <param name="hits">As many: whether it was right.</param>
    /// <param name="bins">At least 1.</param>
    public static Calibration Of(ReadOnlySpan<float> confidences, ReadOnlySpan<bool> hits, int bins = UsualBins)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        ArgumentOutOfRangeException.ThrowIfNotEqual(hits.Length, confidences.Length);
        var counts = new int[bins];
        var sums = new double[bins];
        var right = new int[bins];
        for (int example = 0; example < hits.Length; example++)
        {
            int bin = Math.Clamp((int)Math.Ceiling((double)confidences[example] * bins) - 1, 0, bins - 1);
            counts[bin]++;
            sums[bin] += confidences[example];
            right[bin] += hits[example] ? 1 : 0;
        }

        return FromBins([.. Enumerable.Range(0, bins).Select(b => new ReliabilityBin(
            (double)b / bins,
            (double)(b + 1) / bins,
            counts[b],
            counts[b] == 0 ? null : sums[b] / counts[b],
            counts[b] == 0 ? null : (double)right[b] / counts[b]))]);
    }

    private static Calibration FromBins(ImmutableArray<ReliabilityBin> bins)
    {
        double total = bins.Sum(b => b.Count);
        var errors = bins.Where(b => b.Count > 0)
            .Select(b => (b.Count, Error: Math.Abs(b.Accuracy!.Value - b.MeanConfidence!.Value))).ToArray();
        return new Calibration
        {
            Bins = bins,
            ExpectedError = errors.Sum(e => e.Count / total * e.Error),
            GreatestError = errors.Select(e => e.Error).DefaultIfEmpty(0).Max(),
        };
    }

    private static int LargestOf(ReadOnlySpan<float> row)
    {
        int largest = 0;
        for (int i = 1; i < row.Length; i++)
        {
            if (row[i] > row[largest])
                largest = i;
        }

        return largest;
    }
}

/// <summary>The predictions about as sure as one another.</summary>
/// <param name="Lower">They are surer than this …</param>
/// <param name="Upper">… and at most as sure as this: probabilities, 0 … 1.</param>
/// <param name="Count">How many there are.</param>
/// <param name="MeanConfidence">The mean probability of what was predicted; null where there are none.</param>
/// <param name="Accuracy">The share that is right; null where there are none.</param>
public sealed record ReliabilityBin(double Lower, double Upper, int Count, double? MeanConfidence, double? Accuracy);
