using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Sweeps.Samplers;

/// <summary>A sampler as experiments name it. It has either a <see cref="Sequence"/> or a <see cref="Learner"/>.</summary>
public sealed record SamplerKind
{
    /// <summary>A lower-case word; what is recorded.</summary>
    public required string Name { get; init; }

    /// <summary>Other words for it.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What it does with the values, to follow its name; without a full stop.</summary>
    public required string Description { get; init; }

    /// <summary>Whether values may come from ranges and with probabilities; otherwise they are listed.</summary>
    public bool TakesRanges { get; init; } = true;

    /// <summary>Makes a sampler that needs no results from the experiment's seed; null where it learns.</summary>
    public Func<long, ISequenceSampler>? Sequence { get; init; }

    /// <summary>
    /// Makes a sampler that learns from the experiment's seed and the direction in which the objective is better; null where it
    /// does not.
    /// </summary>
    public Func<long, Goal, ISampler>? Learner { get; init; }

    /// <summary>
    /// Everything in a learner that decides what it proposes besides its seed, as text. Its form never changes: sweeps are found
    /// again by it.
    /// </summary>
    public string Settings { get; init; } = "";
}

/// <summary>The samplers that there are.</summary>
public static class SamplerKinds
{
    public static ImmutableArray<SamplerKind> All { get; } =
    [
        GridSampler.Kind,
        RandomSampler.Kind,
        SobolSampler.Kind,
        TpeSampler.Kind,
        GpSampler.Kind,
    ];
}
