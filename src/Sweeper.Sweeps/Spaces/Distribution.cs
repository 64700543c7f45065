using System.Collections.Immutable;
using System.Globalization;

namespace Sweeper.Sweeps.Spaces;

/// <summary>What the values of a hyperparameter are drawn from. Immutable.</summary>
public abstract record Distribution
{
    /// <summary>What is drawn from, for people: <c>0.001 to 1, log-uniform</c>. Numbers have all their digits.</summary>
    public abstract string Description { get; }

    /// <summary>A value; the same draws give the same one.</summary>
    public abstract HyperparameterValue Draw(RandomDraws draws);
}

/// <summary>A distribution of numbers.</summary>
public abstract record NumericDistribution : Distribution
{
    /// <summary>A finite number.</summary>
    public abstract double DrawNumber(RandomDraws draws);

    public sealed override HyperparameterValue Draw(RandomDraws draws) => new NumberValue(DrawNumber(draws));

    /// <summary>A number with all its digits, as it is written in an experiment.</summary>
    protected static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
}

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

/// <summary>Every whole number from one to another alike, both included. The bounds are exact in a double.</summary>
public sealed record IntegerUniformDistribution(long Minimum, long Maximum) : NumericDistribution
{
    public override string Description => FormattableString.Invariant($"{Minimum} to {Maximum}, whole numbers, uniform");

    public override double DrawNumber(RandomDraws draws) =>
        Math.Min(Maximum, Minimum + Math.Floor(draws.NextUnit() * (Maximum - Minimum + 1.0)));
}

/// <summary>The normal distribution with a mean and a standard deviation above 0.</summary>
public sealed record NormalDistribution(double Mean, double StandardDeviation) : NumericDistribution
{
    public override string Description => $"normal with mean {Text(Mean)} and standard deviation {Text(StandardDeviation)}";

    public override double DrawNumber(RandomDraws draws) => Mean + (StandardDeviation * draws.NextNormal());
}

/// <summary>Numbers whose natural logarithm is normal with a mean and a standard deviation above 0.</summary>
public sealed record LogNormalDistribution(double Mean, double StandardDeviation) : NumericDistribution
{
    public override string Description =>
        $"log-normal with mean {Text(Mean)} and standard deviation {Text(StandardDeviation)} of the logarithm";

    public override double DrawNumber(RandomDraws draws) => Math.Exp(Mean + (StandardDeviation * draws.NextNormal()));
}

/// <summary>The beta distribution between 0 and 1.</summary>
/// <param name="Alpha">Above 0; the greater it is, the nearer to 1.</param>
/// <param name="Beta">Above 0; the greater it is, the nearer to 0.</param>
public sealed record BetaDistribution(double Alpha, double Beta) : NumericDistribution
{
    public override string Description => $"beta with a {Text(Alpha)} and b {Text(Beta)}";

    public override double DrawNumber(RandomDraws draws) =>
        MathNet.Numerics.Distributions.Beta.InvCDF(Alpha, Beta, draws.NextUnit());
}

/// <summary>Another distribution rounded to multiples of a step, those from one multiple to another.</summary>
/// <param name="Inner">What is rounded.</param>
/// <param name="Step">Greater than 0.</param>
/// <param name="First">The least multiple; a draw below it becomes it.</param>
/// <param name="Last">The greatest multiple; a draw above it becomes it.</param>
public sealed record QuantizedDistribution(
    NumericDistribution Inner, double Step, double First, double Last) : NumericDistribution
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

/// <summary>Another distribution within two bounds, both included: what lies outside is drawn again.</summary>
public sealed record TruncatedDistribution(NumericDistribution Inner, double Minimum, double Maximum) : NumericDistribution
{
    private const int MaximumAttempts = 100_000;
    private const int Probes = 1_000;
    private const int FewestAllowed = 10;

    /// <summary>Whether a hundredth or more of the draws lie within the bounds, as far as a thousand tries can tell.</summary>
    public bool IsLikely =>
        Enumerable.Range(0, Probes).Count(i => IsWithin(Inner.DrawNumber(RandomDraws.For(0, i, "")))) >= FewestAllowed;

    public override string Description => Minimum <= double.MinValue && Maximum >= double.MaxValue
        ? Inner.Description
        : $"{Inner.Description}, within {Text(Minimum)} to {Text(Maximum)}";

    /// <exception cref="InvalidOperationException">The bounds are not <see cref="IsLikely"/>.</exception>
    public override double DrawNumber(RandomDraws draws)
    {
        for (int attempt = 0; attempt < MaximumAttempts; attempt++)
        {
            double number = Inner.DrawNumber(draws);
            if (IsWithin(number))
                return number;
        }

        throw new InvalidOperationException("The distribution has next to nothing within its bounds.");
    }

    private bool IsWithin(double number) => double.IsFinite(number) && number >= Minimum && number <= Maximum;
}

/// <summary>One of some values, each with its probability.</summary>
/// <param name="Values">At least one.</param>
/// <param name="Probabilities">As many, not negative, that add up to 1.</param>
public sealed record CategoricalDistribution(
    ImmutableArray<HyperparameterValue> Values, ImmutableArray<double> Probabilities) : Distribution
{
    public override string Description => string.Join(
        ", ", Values.Select((v, i) => FormattableString.Invariant($"{v} ({Probabilities[i]:P0})")));

    public override HyperparameterValue Draw(RandomDraws draws)
    {
        double rest = draws.NextUnit();
        int chosen = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            if (Probabilities[i] <= 0)
                continue;
            chosen = i;
            rest -= Probabilities[i];
            if (rest < 0)
                break;
        }

        return Values[chosen];
    }
}
