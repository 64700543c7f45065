using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// Proposes the values of trials, one at a time, from the space and from what is known of earlier trials. Pure: the same space
/// and history give the same proposal on every machine.
/// </summary>
public interface ISampler
{
    /// <summary>
    /// How many trials there must be before results are looked at; at least 1. A proposal after fewer comes out the same
    /// whatever those come to, so that it may be made ahead.
    /// </summary>
    int Startup => 1;

    /// <summary>Whether a proposal after some trials looks at their results.</summary>
    /// <param name="history">Every trial so far.</param>
    bool LooksAtResults(IReadOnlyList<SampledTrial> history) => history.Count(t => t.State.IsDone()) >= Startup;

    /// <summary>Proposes the values of the next trial.</summary>
    /// <param name="space">What may vary, and which cells are excluded.</param>
    /// <param name="history">Every trial that was proposed so far, in the order of their numbers, running ones included.</param>
    /// <returns>
    /// A value for every hyperparameter of the space that is not absent there, different from those of every trial of the
    /// history; null when the space has no others left.
    /// </returns>
    HyperparameterValues? Propose(SearchSpace space, IReadOnlyList<SampledTrial> history);
}

/// <summary>
/// A sampler that looks at no results: all its proposals can be told beforehand. It may propose the same values twice.
/// </summary>
public interface ISequenceSampler
{
    CellSequence Sample(SearchSpace space);
}
