namespace Sweeper.Sweeps.Spaces;

/// <summary>A distribution of numbers.</summary>
public abstract record NumericDistribution : Distribution
{
    /// <summary>A finite number.</summary>
    public abstract double DrawNumber(RandomDraws draws);

    public sealed override HyperparameterValue Draw(RandomDraws draws) => new NumberValue(DrawNumber(draws));
}
