using System.Collections;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// The cells that a sampler proposes without looking at results. Each follows from its place alone, so that none has to be kept.
/// Immutable.
/// </summary>
public abstract class CellSequence : IEnumerable<HyperparameterValues>
{
    /// <summary>How many there are; <see cref="long.MaxValue"/> where they have no end.</summary>
    public abstract long Count { get; }

    /// <summary>The cell at a place, from 0, without the hyperparameters that do not exist in it.</summary>
    public abstract HyperparameterValues this[long place] { get; }

    public IEnumerator<HyperparameterValues> GetEnumerator()
    {
        for (long place = 0; place < Count; place++)
            yield return this[place];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
