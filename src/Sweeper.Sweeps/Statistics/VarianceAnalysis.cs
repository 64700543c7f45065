using MathNet.Numerics.Distributions;

namespace Sweeper.Sweeps.Statistics;

/// <summary>Whether groups of measurements differ in their means at all: one-way analysis of variance.</summary>
public static class VarianceAnalysis
{
    /// <summary>
    /// The probability of means at least as far apart when the groups do not differ, 0 … 1; null for fewer than two groups, or
    /// where each has a single measurement.
    /// </summary>
    public static double? Probability(IEnumerable<IEnumerable<double>> groups)
    {
        double? first = null;

        // From the first value on, so that equal values leave nothing.
        double[][] samples = [.. groups.Select(g => g.Select(v => v - (first ??= v)).ToArray()).Where(g => g.Length > 0)];
        int count = samples.Sum(s => s.Length), between = samples.Length - 1, within = count - samples.Length;
        if (between < 1 || within < 1)
            return null;
        double mean = samples.Sum(s => s.Sum()) / count;
        double explained = samples.Sum(s => s.Length * Math.Pow(s.Average() - mean, 2));
        double left = samples.Sum(s => s.Sum(v => Math.Pow(v - s.Average(), 2)));
        if (left == 0)
            return explained == 0 ? 1 : 0;
        return 1 - FisherSnedecor.CDF(between, within, explained / between / (left / within));
    }
}
