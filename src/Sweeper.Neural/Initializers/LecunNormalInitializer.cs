using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Initializers;

/// <summary>Normal with variance 1 / fan-in: LeCun et al. 1998, Efficient BackProp, §4.6.</summary>
public sealed class LecunNormalInitializer : IInitializer
{
    public double Next(RandomSource random, int fanIn, int fanOut) =>
        random.NextNormal() * Math.Sqrt(1.0 / fanIn);
}
