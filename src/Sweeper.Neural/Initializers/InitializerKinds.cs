using System.Collections.Immutable;
using Sweeper.Neural.Families;
using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Initializers;

/// <summary>The initialisers, by name.</summary>
public static class InitializerKinds
{
    /// <summary>
    /// The setting of some initialisers that is 1 where biases are drawn like the weights; otherwise they start at zero.
    /// </summary>
    public const string Biases = "biases";

    private const string Scale = "scale";
    private const string Range = "range";

    private static readonly Setting BiasesSetting =
        Setting.Choice(Biases, "whether biases begin at zero or are drawn like the weights", "zero", "drawn");

    /// <summary>In the order in which documentation lists them.</summary>
    public static ImmutableArray<MadeMember<IInitializer>> All { get; } =
    [
        new("glorot_uniform", _ => new GlorotUniformInitializer()),
        new("glorot_normal", _ => new GlorotNormalInitializer()),
        new("he_uniform", _ => new HeUniformInitializer()),
        new("he_normal", _ => new HeNormalInitializer()),
        new("lecun_normal", _ => new LecunNormalInitializer()),
        new(
            "normal",
            s => new NormalInitializer(s[Scale]),
            new Setting(Scale, "standard deviation of the weights") { ExcludesMinimum = true },
            BiasesSetting) { Example = "{name: normal, scale: 0.01}" },
        new(
            "uniform",
            s => new UniformInitializer(s[Range]),
            new Setting(Range, "greatest size of a weight, on either side of 0") { ExcludesMinimum = true },
            BiasesSetting) { Example = "{name: uniform, range: 0.5}" },
    ];
}

/// <summary>
/// Normal with variance 2 / (fan-in + fan-out): Glorot and Bengio 2010, Understanding the difficulty of training deep
/// feedforward neural networks, eq. 12.
/// </summary>
public sealed class GlorotNormalInitializer : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) => random.NextNormal() * Math.Sqrt(2.0 / (fanIn + fanOut));
}

/// <summary>
/// Uniform in ±√(6 / (fan-in + fan-out)): Glorot and Bengio 2010, Understanding the difficulty of training deep feedforward
/// neural networks, eq. 16.
/// </summary>
public sealed class GlorotUniformInitializer : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) =>
        ((2 * random.NextDouble()) - 1) * Math.Sqrt(6.0 / (fanIn + fanOut));
}

/// <summary>Normal with variance 2 / fan-in: He et al. 2015, Delving Deep into Rectifiers, eq. 10.</summary>
public sealed class HeNormalInitializer : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) => random.NextNormal() * Math.Sqrt(2.0 / fanIn);
}

/// <summary>Uniform in ±√(6 / fan-in), of variance 2 / fan-in: He et al. 2015, Delving Deep into Rectifiers, eq. 10.</summary>
public sealed class HeUniformInitializer : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) => ((2 * random.NextDouble()) - 1) * Math.Sqrt(6.0 / fanIn);
}

/// <summary>Normal with variance 1 / fan-in: LeCun et al. 1998, Efficient BackProp, §4.6.</summary>
public sealed class LecunNormalInitializer : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) => random.NextNormal() * Math.Sqrt(1.0 / fanIn);
}

/// <summary>Normal with the standard deviation <paramref name="scale"/>, which must be greater than 0.</summary>
public sealed class NormalInitializer(double scale) : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) => random.NextNormal() * scale;
}

/// <summary>Uniform in ±<paramref name="range"/>, which must be greater than 0.</summary>
public sealed class UniformInitializer(double range) : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) => ((2 * random.NextDouble()) - 1) * range;
}
