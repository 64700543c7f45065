using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Initializers;

/// <summary>Normal with variance 2 / (fan-in + fan-out): Glorot and Bengio 2010, Understanding the difficulty of training deep feedforward neural networks, eq. 12.</summary>
public sealed class GlorotNormalInitializer : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) =>
        random.NextNormal() * Math.Sqrt(2.0 / (fanIn + fanOut));
}
