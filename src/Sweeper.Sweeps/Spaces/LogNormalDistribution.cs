namespace Sweeper.Sweeps.Spaces;

/// <summary>Numbers whose natural logarithm is normal with a mean and a standard deviation above 0.</summary>
public sealed record LogNormalDistribution(double Mean, double StandardDeviation) : NumericDistribution
{
    public override string Description => FormattableString.Invariant($"log-normal with mean {Mean} and standard deviation {StandardDeviation} of the logarithm");

    public override double DrawNumber(RandomDraws draws) => Math.Exp(Mean + (StandardDeviation * draws.NextNormal()));
}
