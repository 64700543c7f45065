namespace Sweeper.Sweeps.Statistics;

/// <summary>
/// Where a mean lies with a stated confidence, in the unit of what was measured.
/// </summary>
/// <param name="Lower">Finite, at most <paramref name="Upper"/>.</param>
/// <param name="Upper">Finite.</param>
public readonly record struct ConfidenceInterval(double Lower, double Upper)
{
    /// <summary>What stands behind "±"; not negative.</summary>
    public double HalfWidth => (Upper - Lower) / 2;
}
