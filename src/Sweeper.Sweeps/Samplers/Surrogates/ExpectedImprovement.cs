using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers.Surrogates;

/// <summary>
/// The logarithm of how much better than the best a trial is expected to be. S. Ament and others, "Unexpected Improvements to
/// Expected Improvement for Bayesian Optimization" (2023), equation 9, which stays exact where the improvement itself would be
/// 0.
/// </summary>
internal static class ExpectedImprovement
{
    private const double FarLeft = -25;

    // So that a point that was observed has a logarithm, too.
    private const double LeastVariance = 1e-12;

    /// <summary>The logarithm, and its derivatives by the mean and by the variance.</summary>
    /// <param name="mean">What is expected; greater is better.</param>
    /// <param name="variance">How uncertain it is.</param>
    /// <param name="best">What is to be improved on.</param>
    public static (double Logarithm, double MeanSlope, double VarianceSlope) Of(double mean, double variance, double best)
    {
        double deviation = Math.Sqrt(variance + LeastVariance), z = (mean - best) / deviation;
        // With h(z) = φ(z) + z Φ(z): ln h, Φ / h and φ / h.
        double logarithm, below, density;
        if (z < FarLeft)
        {
            double missing = StandardNormal.MillsShortfall(z);
            logarithm = StandardNormal.LogDensity(z) + Math.Log(missing);
            (below, density) = ((1 - missing) / (-z * missing), 1 / missing);
        }
        else
        {
            (below, density) = (StandardNormal.Below(z), Math.Exp(StandardNormal.LogDensity(z)));
            double improvement = density + (z * below);
            (logarithm, below, density) = (Math.Log(improvement), below / improvement, density / improvement);
        }

        return (logarithm + Math.Log(deviation), below / deviation, density / (2 * deviation * deviation));
    }
}
