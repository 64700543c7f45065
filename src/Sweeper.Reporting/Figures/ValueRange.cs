namespace Sweeper.Reporting.Figures;

/// <summary>The range that a chart shows of some values.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end; not below <paramref name="Low"/>.</param>
/// <param name="CutsLow">Whether values lie below.</param>
/// <param name="CutsHigh">Whether values lie above.</param>
public readonly record struct ValueRange(double Low, double High, bool CutsLow, bool CutsHigh)
{
    // Quartiles of a handful of values say nothing about which of them is an outlier.
    private const int EnoughForOutliers = 8;

    // Values that differ by less of their whole range are equal but for rounding.
    private const double Negligible = 1e-9;

    /// <summary>
    /// The range of the finite values without outliers, so that a few bad trials do not make all others look alike: those
    /// more than 3 times the interquartile range beyond the quartiles (Tukey, Exploratory Data Analysis, 1977, the outer
    /// fences). Null when no value is finite.
    /// </summary>
    public static ValueRange? WithoutOutliers(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
            return null;

        double lower = Quantile(sorted, 0.25), upper = Quantile(sorted, 0.75);
        double reach = 3 * (upper - lower);
        double[] inside = [.. sorted.Where(v => v >= lower - reach && v <= upper + reach)];
        if (reach <= Negligible * (sorted[^1] - sorted[0]) || inside.Length == 0 || sorted.Length < EnoughForOutliers)
            inside = sorted;
        return new ValueRange(inside[0], inside[^1], sorted[0] < inside[0], sorted[^1] > inside[^1]);
    }

    /// <summary>A quantile of sorted values, linear between neighbours.</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="share">0 … 1.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        double place = share * (sorted.Count - 1);
        int index = Math.Min((int)place, sorted.Count - 1), next = Math.Min(index + 1, sorted.Count - 1);
        return sorted[index] + (place - index) * (sorted[next] - sorted[index]);
    }
}
