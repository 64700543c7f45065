namespace Sweeper.Sweeps.Distributions;

/// <summary>Every number between two bounds alike.</summary>
public sealed record UniformDistribution(double Minimum, double Maximum) : NumericDistribution
{
    public override string Description => $"{Text(Minimum)} to {Text(Maximum)}, uniform";

    // Not Minimum + unit · (Maximum − Minimum), whose difference may overflow and whose sum may round past the maximum.
    public override double DrawNumber(RandomDraws draws)
    {
        double unit = draws.NextUnit();
        return Math.Clamp((Minimum * (1 - unit)) + (Maximum * unit), Minimum, Maximum);
    }
}
