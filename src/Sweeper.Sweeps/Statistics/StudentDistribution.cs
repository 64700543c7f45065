using MathNet.Numerics.Distributions;

namespace Sweeper.Sweeps.Statistics;

/// <summary>
/// Student's t distribution: what the mean of a few normal values, divided by its estimated standard error, follows.
/// </summary>
public static class StudentDistribution
{
    /// <summary>
    /// How likely a value is at least as far from 0, on either side: 0 … 1. Good to 8 digits, however small it is.
    /// </summary>
    /// <param name="t">Any number; infinite gives 0.</param>
    /// <param name="degreesOfFreedom">Greater than 0; need not be whole.</param>
    public static double TwoSidedProbability(double t, double degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degreesOfFreedom);
        // The lower tail, as 1 minus the upper one would lose what is small.
        return double.IsInfinity(t) ? 0 : Math.Min(1, 2 * StudentT.CDF(0, 1, degreesOfFreedom, -Math.Abs(t)));
    }

    /// <summary>
    /// The bound that a share of the values do not exceed on either side: 12.7 for 0.95 and one degree of freedom.
    /// </summary>
    /// <param name="confidence">Greater than 0, at most 0.999.</param>
    /// <param name="degreesOfFreedom">At least 1; need not be whole.</param>
    public static double TwoSidedBound(double confidence, double degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(confidence, 0.999);
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        return StudentT.InvCDF(0, 1, degreesOfFreedom, (1 + confidence) / 2);
    }
}
