namespace Sweeper.Sweeps.Distributions;

/// <summary>Numbers between two bounds above 0, whose logarithm is uniform: every order of magnitude alike.</summary>
public sealed record LogUniformDistribution(double Minimum, double Maximum) : NumericDistribution
{
    public override string Description => $"{Text(Minimum)} to {Text(Maximum)}, log-uniform";

    public override double DrawNumber(RandomDraws draws)
    {
        double unit = draws.NextUnit();
        return Math.Clamp(Math.Exp((Math.Log(Minimum) * (1 - unit)) + (Math.Log(Maximum) * unit)), Minimum, Maximum);
    }
}
