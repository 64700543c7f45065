using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// Proposes the values of trials, one at a time, from the space and from what is known of earlier trials. Pure: the same space and history give
/// the same proposal on every machine.
/// </summary>
public interface ISampler
{
    /// <summary>
    /// How many proposals from the first on come out the same whatever the trials before them come to; at least 1. They are made ahead.
    /// </summary>
    int Startup => 1;

    /// <summary>Proposes the values of the next trial.</summary>
    /// <param name="space">What may vary, and which cells are excluded.</param>
    /// <param name="history">Every trial that was proposed so far, in the order of their numbers, running ones included.</param>
    /// <returns>
    /// A value for every hyperparameter of the space that is not absent there, different from those of every trial of the history; null when
    /// the space has no others left.
    /// </returns>
    HyperparameterValues? Propose(SearchSpace space, IReadOnlyList<SampledTrial> history);
}
