namespace Sweeper.Sweeps.Distributions;

/// <summary>Numbers whose natural logarithm is normal with a mean and a standard deviation above 0.</summary>
public sealed record LogNormalDistribution(double Mean, double StandardDeviation) : NumericDistribution
{
    public override string Description => $"log-normal with mean {Text(Mean)} and standard deviation {Text(StandardDeviation)} of the logarithm";

    public override double DrawNumber(RandomDraws draws) => Math.Exp(Mean + (StandardDeviation * draws.NextNormal()));
}
