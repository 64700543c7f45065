using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>Proposes the hyperparameter values to try. Pure: the same space gives the same proposals in the same order.</summary>
public interface ISampler
{
    /// <summary>
    /// The proposals for <paramref name="space"/>, each with a value for every hyperparameter of it that is not absent there.
    /// </summary>
    IEnumerable<HyperparameterValues> Sample(SearchSpace space);
}
