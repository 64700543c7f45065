namespace Sweeper.Sweeps.Spaces;

/// <summary>Every whole number from one to another alike, both included. The bounds are exact in a double.</summary>
public sealed record IntegerUniformDistribution(long Minimum, long Maximum) : NumericDistribution
{
    public override string Description => FormattableString.Invariant($"{Minimum} to {Maximum}, whole numbers, uniform");

    public override double DrawNumber(RandomDraws draws) =>
        Math.Min(Maximum, Minimum + Math.Floor(draws.NextUnit() * (Maximum - Minimum + 1.0)));
}
