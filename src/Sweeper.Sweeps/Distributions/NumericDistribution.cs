using System.Globalization;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Distributions;

/// <summary>A distribution of numbers.</summary>
public abstract record NumericDistribution : Distribution
{
    /// <summary>A finite number.</summary>
    public abstract double DrawNumber(RandomDraws draws);

    public sealed override HyperparameterValue Draw(RandomDraws draws) => new NumberValue(DrawNumber(draws));

    /// <summary>A number with all its digits, as it is written in an experiment.</summary>
    protected static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
}
