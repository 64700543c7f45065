using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Initializers;

/// <summary>Normal with variance 2 / fan-in: He et al. 2015, Delving Deep into Rectifiers, eq. 10.</summary>
public sealed class HeNormalInitializer : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) =>
        random.NextNormal() * Math.Sqrt(2.0 / fanIn);
}
