namespace Sweeper.Sweeps.Distributions;

/// <summary>Another distribution rounded to multiples of a step, those from one multiple to another.</summary>
/// <param name="Inner">What is rounded.</param>
/// <param name="Step">Greater than 0.</param>
/// <param name="First">The least multiple; a draw below it becomes it.</param>
/// <param name="Last">The greatest multiple; a draw above it becomes it.</param>
public sealed record QuantizedDistribution(NumericDistribution Inner, double Step, double First, double Last) : NumericDistribution
{
    public override string Description => $"{Inner.Description}, in steps of {Text(Step)}";

    public override double DrawNumber(RandomDraws draws) =>
        Multiple(Math.Clamp(Math.Round(Inner.DrawNumber(draws) / Step), First, Last), Step);

    /// <summary>A multiple of a step as people write it: 3 · 0.1 is 0.3 and not 0.30000000000000004.</summary>
    public static double Multiple(double factor, double step)
    {
        double product = factor * step;
        // A double has 15 decimal digits that hold; decimal keeps them where it reaches.
        return Math.Abs(product) is > 1e-9 and < 1e9 && Math.Abs(step) > 1e-9 && Math.Abs(factor) < 1e9
            ? (double)((decimal)factor * (decimal)step)
            : product;
    }
}
