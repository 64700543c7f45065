namespace Sweeper.Sweeps.Distributions;

/// <summary>The normal distribution with a mean and a standard deviation above 0.</summary>
public sealed record NormalDistribution(double Mean, double StandardDeviation) : NumericDistribution
{
    public override string Description => $"normal with mean {Text(Mean)} and standard deviation {Text(StandardDeviation)}";

    public override double DrawNumber(RandomDraws draws) => Mean + (StandardDeviation * draws.NextNormal());
}
