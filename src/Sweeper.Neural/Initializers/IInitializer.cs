using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Initializers;

/// <summary>Draws the first weights of a layer, and its first biases where they do not start at zero.</summary>
public interface IInitializer
{
    /// <summary>The next weight of a layer.</summary>
    /// <param name="random">Drawn from once or more per weight, in the order of the weights.</param>
    /// <param name="fanIn">Inputs of each unit; at least 1.</param>
    /// <param name="fanOut">Units; at least 1.</param>
    double Next(RandomSource random, int fanIn, int fanOut);
}
