namespace Sweeper.Sweeps.Distributions;

/// <summary>Another distribution within two bounds, both included: what lies outside is drawn again.</summary>
public sealed record TruncatedDistribution(NumericDistribution Inner, double Minimum, double Maximum) : NumericDistribution
{
    private const int MaximumAttempts = 100_000;
    private const int Probes = 1_000;
    private const int FewestAllowed = 10;

    /// <summary>Whether a hundredth or more of the draws lie within the bounds, as far as a thousand tries can tell.</summary>
    public bool IsLikely => Enumerable.Range(0, Probes).Count(i => IsWithin(Inner.DrawNumber(RandomDraws.For(0, i, "")))) >= FewestAllowed;

    public override string Description => $"{Inner.Description}, within {Text(Minimum)} to {Text(Maximum)}";

    /// <exception cref="InvalidOperationException">The bounds are not <see cref="IsLikely"/>.</exception>
    public override double DrawNumber(RandomDraws draws)
    {
        for (int attempt = 0; attempt < MaximumAttempts; attempt++)
        {
            double number = Inner.DrawNumber(draws);
            if (IsWithin(number))
                return number;
        }

        throw new InvalidOperationException("The distribution has next to nothing within its bounds.");
    }

    private bool IsWithin(double number) => double.IsFinite(number) && number >= Minimum && number <= Maximum;
}
