using MathNet.Numerics;

namespace Sweeper.Sweeps.Statistics;

/// <summary>
/// Variances of many small samples, each drawn toward what is usual among them, as far as they are alike: G. K. Smyth, "Linear
/// Models and Empirical Bayes Methods for Assessing Differential Expression in Microarray Experiments" (2004). A sample of three
/// that happens to vary little, or much, is no longer taken at its word.
/// </summary>
public sealed class ModeratedVariances
{
    // Of fewer samples nothing is known of how variances vary.
    private const int Fewest = 5;

    private const double LeastTrigamma = 1e-6;

    private ModeratedVariances(double usual, double freedom) => (Usual, Freedom) = (usual, freedom);

    /// <summary>The variance that is usual.</summary>
    public double Usual { get; }

    /// <summary>How many degrees of freedom it counts for beside those of a sample; greater than 0.</summary>
    public double Freedom { get; }

    /// <summary>Finds out how variances vary; null where fewer than five samples do, or all are alike.</summary>
    /// <param name="samples">Each with a standard deviation.</param>
    public static ModeratedVariances? Of(IEnumerable<SampleSummary> samples)
    {
        (double Log, double Half)[] known =
        [
            .. samples.Where(s => s.StandardDeviation > 0)
                .Select(s => (2 * Math.Log(s.StandardDeviation!.Value), (s.Count - 1) / 2.0)),
        ];
        if (known.Length < Fewest)
            return null;
        double[] logs = [.. known.Select(k => k.Log - SpecialFunctions.DiGamma(k.Half) + Math.Log(k.Half))];
        double mean = logs.Average(), spread = logs.Sum(l => (l - mean) * (l - mean)) / (logs.Length - 1);
        double excess = spread - known.Average(k => Trigamma(k.Half));
        if (excess <= LeastTrigamma)
            return null;
        double half = InverseTrigamma(excess);
        return new ModeratedVariances(Math.Exp(mean + SpecialFunctions.DiGamma(half) - Math.Log(half)), 2 * half);
    }

    /// <summary>Compares two means; null where either is a single measurement or not finite.</summary>
    internal MeanDifference? Compare(SampleSummary first, SampleSummary second) =>
        Moderated(first) is { } own && Moderated(second) is { } other ? MeanComparison.Unequal(own, other) : null;

    private (SampleSummary, double Deviation, double Freedom)? Moderated(SampleSummary sample)
    {
        if (sample.StandardDeviation is not double deviation)
            return null;
        double own = sample.Count - 1, freedom = Freedom + own;
        return (sample, Math.Sqrt(((Freedom * Usual) + (own * deviation * deviation)) / freedom), freedom);
    }

    // M. Abramowitz and I. Stegun, "Handbook of Mathematical Functions" (1964), 6.4.6 and 6.4.12.
    private static double Trigamma(double x)
    {
        double sum = 0;
        for (; x < 8; x++)
            sum += 1 / (x * x);
        double inverse = 1 / x, square = inverse * inverse;
        return sum + (inverse * (1 + (inverse / 2) + (square * ((1.0 / 6) - (square * ((1.0 / 30) - (square / 42)))))));
    }

    // It falls from infinity to 0, so that its inverse is found by halving.
    private static double InverseTrigamma(double value)
    {
        double low = 1e-8, high = 2 / LeastTrigamma;
        for (int i = 0; i < 100; i++)
        {
            double middle = Math.Sqrt(low * high);
            (low, high) = Trigamma(middle) > value ? (middle, high) : (low, middle);
        }

        return high;
    }
}
