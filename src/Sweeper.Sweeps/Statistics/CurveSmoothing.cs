using System.Collections.Immutable;

namespace Sweeper.Sweeps.Statistics;

/// <summary>Takes the jitter out of a curve.</summary>
public static class CurveSmoothing
{
    /// <summary>
    /// The exponential moving average, in which each value counts less by a factor than the one after it, divided by what the factors
    /// add up to: the correction of Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), section 3, without which the
    /// first values would be drawn to 0. NaN and infinite values stay where they are and count for nothing elsewhere.
    /// </summary>
    /// <param name="values">In order.</param>
    /// <param name="factor">0 ≤ factor &lt; 1; 0 leaves the values as they are.</param>
    public static ImmutableArray<double> Exponential(IEnumerable<double> values, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(factor, 1);

        var smooth = ImmutableArray.CreateBuilder<double>();
        double average = 0, weight = 0;
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                smooth.Add(value);
                continue;
            }

            average = (factor * average) + ((1 - factor) * value);
            weight = (factor * weight) + (1 - factor);
            smooth.Add(average / weight);
        }

        return smooth.DrainToImmutable();
    }
}
