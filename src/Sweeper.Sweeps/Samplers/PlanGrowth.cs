using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// How a plan goes on beyond the trials that are known: cell after cell is proposed from the results of the earlier ones.
/// </summary>
public sealed record PlanGrowth
{
    /// <summary>The name of the sampler.</summary>
    public required string SamplerName { get; init; }

    public required ISampler Sampler { get; init; }

    /// <summary>What was declared to vary, with distributions, conditions and exclusions.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>The most trials there may be in all; null for no limit on their number.</summary>
    public required int? MostTrials { get; init; }

    /// <summary>Trials of earlier sweeps that the sampler is told before those of this one; numbers ascend from 1.</summary>
    public ImmutableArray<SampledTrial> Earlier { get; init; } = [];

    /// <summary>How many cells can be proposed before any of this sweep has ended; at least 1.</summary>
    public int Ahead => Math.Max(1, Sampler.Startup - Earlier.Count(t => t.State.IsDone()));

    /// <summary>The trials of a cell, one for each repeat and fold, not numbered yet.</summary>
    public required Func<HyperparameterValues, ImmutableArray<Trial>> Trainings { get; init; }

    /// <summary>Of the values of a trial those that were declared and are not absent in it.</summary>
    public HyperparameterValues Declared(HyperparameterValues complete) =>
        Space.WithoutAbsent(complete.Where(v => Space.Hyperparameters.Any(h => h.Name == v.Key)));
}
