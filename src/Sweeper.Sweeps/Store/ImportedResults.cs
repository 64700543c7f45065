using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Store;

/// <summary>What another tool recorded of a search, as it is taken for a sweep.</summary>
public sealed record ImportedResults
{
    /// <summary>Where it comes from, such as <c>optuna.db, study mnist</c>.</summary>
    public required string Source { get; init; }

    /// <summary>By what its trials are ranked.</summary>
    public required Objective Objective { get; init; }

    /// <summary>What varied, with the ranges that numbers were drawn from as far as they are known; at least one.</summary>
    public required ImmutableArray<Hyperparameter> Hyperparameters { get; init; }

    /// <summary>The trials that ended, in their order.</summary>
    public required ImmutableArray<ImportedTrial> Trials { get; init; }
}

/// <summary>A trial that another tool recorded.</summary>
public sealed record ImportedTrial
{
    /// <summary>Those that it has, which need not be all.</summary>
    public required HyperparameterValues Values { get; init; }

    /// <summary>How it ended.</summary>
    public required TrialState State { get; init; }

    /// <summary>What it reported, in the order of the epochs, each once; may be empty.</summary>
    public required ImmutableArray<EpochMetrics> Epochs { get; init; }

    /// <summary>How long it took, in seconds; 0 where that is not known.</summary>
    public required double DurationSeconds { get; init; }
}
