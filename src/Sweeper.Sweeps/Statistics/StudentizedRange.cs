using System.Collections.Immutable;
using MathNet.Numerics.Distributions;

namespace Sweeper.Sweeps.Statistics;

/// <summary>
/// How far the largest and the smallest of several means of normal values lie apart, divided by their estimated standard error,
/// when nothing tells them apart but chance: J. W. Tukey, "The Problem of Multiple Comparisons" (1953). The best of many
/// settings is chosen because its values are high, so it stands as far from another as the ends of such a range, not as two
/// settings that were picked beforehand.
/// </summary>
public static class StudentizedRange
{
    // Both integrands are smooth and vanish at both ends, where sums over even steps are exact to all digits.
    private const double Step = 0.2;
    private const double ShareOfDeviation = 0.6;
    private const double LongestStep = 0.07;

    // Beyond it no term reaches 1e-13.
    private const double Negligible = 30;

    // A normal value with its density, times the step, and its distribution.
    private static readonly ImmutableArray<NormalPoint> Normals =
    [
        .. Enumerable.Range(-38, 77).Select(i => i * Step)
            .Select(z => new NormalPoint(z, Step * Normal.PDF(0, 1, z), Normal.CDF(0, 1, z))),
    ];

    /// <summary>
    /// How likely a range is at least so wide: 0 … 1, good to 6 digits behind the point; for two values it is that of
    /// <see cref="StudentDistribution"/>, which is never more than it is for others.
    /// </summary>
    /// <param name="range">Not negative; infinite gives 0.</param>
    /// <param name="count">Of how many values: at least 2.</param>
    /// <param name="degreesOfFreedom">Of the estimated error: greater than 0; need not be whole.</param>
    public static double UpperProbability(double range, int count, double degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(range);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degreesOfFreedom);
        double ofTwo = StudentDistribution.TwoSidedProbability(range / Math.Sqrt(2), degreesOfFreedom);
        return count == 2 || range == 0 || ofTwo * count * (count - 1) / 2 < 1e-12
            ? ofTwo
            : Math.Clamp(1 - Within(range, count, degreesOfFreedom), ofTwo, 1);
    }

    // Over the logarithm u of the estimated deviation, whose density is greatest at 0 and falls as ν (u − (e^2u − 1) / 2) there.
    private static double Within(double range, int count, double freedom)
    {
        double step = Math.Min(LongestStep, ShareOfDeviation / Math.Sqrt(2 * freedom)), weights = 0, sum = 0;
        double Weight(double u) => Math.Exp(freedom * (u - (Math.Exp(2 * u) - 1) / 2));
        void Add(double u, double weight) =>
            (weights, sum) = (weights + weight, sum + (weight * WithinNormal(range * Math.Exp(u), count)));

        Add(0, 1);
        foreach (int sign in (ReadOnlySpan<int>)[-1, 1])
        {
            double weight = 1;
            for (int i = 1; weight > Math.Exp(-Negligible); i++)
                Add(sign * i * step, weight = Weight(sign * i * step));
        }

        return sum / weights;
    }

    // With a known deviation: one of the values is the largest, and all others lie no farther below it.
    private static double WithinNormal(double range, int count)
    {
        double sum = 0;
        foreach (NormalPoint largest in Normals)
        {
            double share = largest.Distribution - Normal.CDF(0, 1, largest.Value - range);
            sum += largest.Density * Math.Pow(Math.Max(0, share), count - 1);
        }

        return Math.Min(1, count * sum);
    }

    private readonly record struct NormalPoint(double Value, double Density, double Distribution);
}
