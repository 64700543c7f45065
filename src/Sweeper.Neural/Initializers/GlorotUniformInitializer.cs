using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Initializers;

/// <summary>Uniform in ±√(6 / (fan-in + fan-out)): Glorot and Bengio 2010, Understanding the difficulty of training deep feedforward neural networks, eq. 16.</summary>
public sealed class GlorotUniformInitializer : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) =>
        ((2 * random.NextDouble()) - 1) * Math.Sqrt(6.0 / (fanIn + fanOut));
}
