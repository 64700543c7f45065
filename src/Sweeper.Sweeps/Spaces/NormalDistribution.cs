namespace Sweeper.Sweeps.Spaces;

/// <summary>The normal distribution with a mean and a standard deviation above 0.</summary>
public sealed record NormalDistribution(double Mean, double StandardDeviation) : NumericDistribution
{
    public override string Description => FormattableString.Invariant($"normal with mean {Mean} and standard deviation {StandardDeviation}");

    public override double DrawNumber(RandomDraws draws) => Mean + (StandardDeviation * draws.NextNormal());
}
