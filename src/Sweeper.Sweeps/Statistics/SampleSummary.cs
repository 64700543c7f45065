namespace Sweeper.Sweeps.Statistics;

/// <summary>What repeated measurements of one thing say of it, in their own unit.</summary>
public sealed record SampleSummary
{
    /// <summary>The confidence of <see cref="Interval"/>.</summary>
    public const double Confidence = 0.95;

    private static readonly string[] Shares = ["accuracy", "precision", "recall", "f1", "auc", "iou", "dice"];
    private static readonly string[] Losses = ["loss", "error", "mse", "mae", "perplexity"];

    /// <summary>How many measurements there are; at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>Their mean; of equal ones exactly their value. Infinite, or NaN, where a measurement is.</summary>
    public required double Mean { get; init; }

    /// <summary>
    /// The sample standard deviation, with n − 1 below the line; not negative, 0 only where all are equal. Null for a single
    /// measurement, and where it is not finite.
    /// </summary>
    public required double? StandardDeviation { get; init; }

    public required double Minimum { get; init; }

    public required double Maximum { get; init; }

    /// <summary>The standard error of the mean, s / √n; null where there is no standard deviation.</summary>
    public double? StandardError => StandardDeviation / Math.Sqrt(Count);

    /// <summary>
    /// The 95 % confidence interval of the mean, by Student's t with n − 1 degrees of freedom: mean ± t · s / √n. Null where
    /// there is no standard deviation, so for a single measurement.
    /// </summary>
    public ConfidenceInterval? Interval
    {
        get
        {
            if (StandardError is not double error)
                return null;
            double half = error == 0 ? 0 : error * StudentDistribution.TwoSidedBound(Confidence, Count - 1);
            return new ConfidenceInterval(Mean - half, Mean + half);
        }
    }

    /// <summary>
    /// <see cref="Interval"/> cut to what the metric can be: an accuracy, a recall and the like lie within 0 … 1, or within
    /// 0 … 100 where they are reported as per cent; a loss or an error that never was negative is not below 0. Nothing is known
    /// of other metrics, so theirs is not cut.
    /// </summary>
    /// <param name="metric">What was measured.</param>
    public ConfidenceInterval? IntervalOf(string metric)
    {
        bool isShare = IsShare(metric) && Maximum <= 100;
        if (Interval is not ConfidenceInterval interval || Minimum < 0 || !(isShare || EndsWith(metric, Losses)))
            return Interval;
        double most = !isShare ? double.PositiveInfinity : Maximum <= 1 ? 1 : 100;
        return new ConfidenceInterval(Math.Clamp(interval.Lower, 0, most), Math.Clamp(interval.Upper, 0, most));
    }

    /// <summary>Whether a metric is, by its name, a share of something: an accuracy, a recall and the like.</summary>
    public static bool IsShare(string metric) => EndsWith(metric, Shares);

    /// <summary>Sums up measurements; null when there are none.</summary>
    public static SampleSummary? Of(IEnumerable<double> measurements)
    {
        double[] values = [.. measurements];
        if (values.Length == 0)
            return null;

        // From the first value on: the mean of equal values is that value, and digits they share are not lost.
        double first = values[0];
        double mean = values.All(double.IsFinite) ? first + values.Average(v => v - first) : values.Average();
        double squares = values.Sum(v => (v - mean) * (v - mean));
        double deviation = Math.Sqrt(squares / (values.Length - 1));
        return new SampleSummary
        {
            Count = values.Length,
            Mean = mean,
            StandardDeviation = values.Length > 1 && double.IsFinite(deviation) ? deviation : null,
            Minimum = values.Min(),
            Maximum = values.Max(),
        };
    }

    private static bool EndsWith(string metric, string[] words) =>
        words.Any(w => metric.EndsWith(w, StringComparison.OrdinalIgnoreCase));
}
