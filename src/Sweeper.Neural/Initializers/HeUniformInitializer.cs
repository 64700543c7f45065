using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Initializers;

/// <summary>Uniform in ±√(6 / fan-in), of variance 2 / fan-in: He et al. 2015, Delving Deep into Rectifiers, eq. 10.</summary>
public sealed class HeUniformInitializer : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) =>
        ((2 * random.NextDouble()) - 1) * Math.Sqrt(6.0 / fanIn);
}
