using System.Collections.Immutable;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Store;

/// <summary>Looks at recorded sweeps as searches, for readers that know nothing of how experiments are written.</summary>
public interface ISearchSource
{
    /// <summary>How a sweep searched, and how it might go on; null when its experiment cannot be read any more.</summary>
    /// <param name="sweep">A sweep that ranks its trials.</param>
    /// <param name="trials">Its trials in the order of their numbers.</param>
    SearchFindings? Find(SweepRecord sweep, ImmutableArray<TrialRecord> trials);
}

/// <summary>How a sweep searched, and how it might go on.</summary>
public sealed record SearchFindings
{
    /// <summary>What chose the values, as experiments name it.</summary>
    public required string Sampler { get; init; }

    /// <summary>Whether it looks at results.</summary>
    public required bool Learns { get; init; }

    /// <summary>
    /// The numbers of the trials whose values were chosen without looking at results; of a sampler that learns, its start-up.
    /// </summary>
    public required ImmutableHashSet<int> StartUp { get; init; }

    /// <summary>What may vary, as it was declared; an empty space where no model is to be shown of it.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>
    /// What a Gaussian process expects of a cell of <see cref="Space"/>; null while too few trials have ended.
    /// </summary>
    public required Func<HyperparameterValues, GpExpectation>? Model { get; init; }

    /// <summary>The cells that would be tried next, and what is expected of each; may be empty.</summary>
    public required ImmutableArray<ExpectedCell> Next { get; init; }

    /// <summary>
    /// The experiment that goes on around the best trial, as its file; null where nothing would be left to try.
    /// </summary>
    public required string? Narrowed { get; init; }
}

/// <summary>A cell that would be tried next.</summary>
/// <param name="Values">The values of every hyperparameter.</param>
/// <param name="Expected">What is expected of it.</param>
public sealed record ExpectedCell(HyperparameterValues Values, GpExpectation Expected);
