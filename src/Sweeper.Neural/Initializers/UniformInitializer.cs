using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Initializers;

/// <summary>Uniform in ±<paramref name="range"/>, which must be greater than 0.</summary>
public sealed class UniformInitializer(double range) : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) =>
        ((2 * random.NextDouble()) - 1) * range;
}
