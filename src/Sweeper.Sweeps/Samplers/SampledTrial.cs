using Sweeper.Sweeps.Samplers.Points;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Samplers;

/// <summary>What a sampler is told of an earlier trial.</summary>
public sealed record SampledTrial
{
    /// <summary>Its place in the sweep, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The values that were declared to vary or fixed; those left at their defaults need not be there.</summary>
    public required HyperparameterValues Values { get; init; }

    public required TrialState State { get; init; }

    /// <summary>
    /// Its objective as it was reported: of a trial that ended or was pruned, the best of its epochs. Null where it has none,
    /// because it has not reported one yet, diverged or failed. May be infinite, never NaN.
    /// </summary>
    public double? Objective { get; init; }

    /// <summary>Its last epoch; 0 when it has not ended one.</summary>
    public int LastEpoch { get; init; }

    /// <summary>
    /// Whether it is a trial of a space: whatever varies in every cell of it has a value here that is one there.
    /// </summary>
    public bool LiesIn(SearchSpace space)
    {
        var axes = SamplerSpace.Of(space);
        return Enumerable.Range(0, axes.Axes.Length).All(i => axes.Axes[i].IsSingle || !axes.IsEverywhere(i)
            || axes.Axes[i].Has(Values));
    }
}
