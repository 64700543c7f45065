namespace Sweeper.Sweeps.Statistics;

/// <summary>How far chance alone moves a share that was counted once, such as an accuracy over some images.</summary>
public static class BinomialInterval
{
    // The 97.5 % quantile of the standard normal distribution.
    private const double Bound = 1.959963984540054;

    /// <summary>
    /// The 95 % score interval of a share; it never leaves 0 … 1 (E. B. Wilson, "Probable Inference, the Law of Succession, and
    /// Statistical Inference", 1927).
    /// </summary>
    /// <param name="share">0 … 1.</param>
    /// <param name="count">How many were counted; at least 1.</param>
    public static ConfidenceInterval Of(double share, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        double square = Bound * Bound / count;
        double centre = share + (square / 2);
        double half = Bound * Math.Sqrt((share * (1 - share) / count) + (square / (4 * count)));

        // Rounding must not move the ends that are exact.
        double lower = share == 0 ? 0 : (centre - half) / (1 + square), upper = share == 1 ? 1 : (centre + half) / (1 + square);
        return new ConfidenceInterval(Math.Max(0, lower), Math.Min(1, upper));
    }
}

/// <summary>
/// Where a mean lies with a stated confidence, in the unit of what was measured.
/// </summary>
/// <param name="Lower">Finite, at most <paramref name="Upper"/>.</param>
/// <param name="Upper">Finite.</param>
public readonly record struct ConfidenceInterval(double Lower, double Upper);
