using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Initializers;

/// <summary>Normal with the standard deviation <paramref name="scale"/>, which must be greater than 0.</summary>
public sealed class NormalInitializer(double scale) : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) =>
        random.NextNormal() * scale;
}
