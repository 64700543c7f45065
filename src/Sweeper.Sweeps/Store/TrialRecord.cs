using System.Collections.Immutable;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Store;

/// <summary>A trial as it is recorded.</summary>
public sealed record TrialRecord
{
    public required int Number { get; init; }

    public required int Repeat { get; init; }

    /// <summary>Which fold of the training set was held out of it, from 1; null without cross-validation.</summary>
    public int? Fold { get; init; }

    public required TrialIdentity Identity { get; init; }

    public required long Seed { get; init; }

    public required HyperparameterValues Values { get; init; }

    public required TrialState State { get; init; }

    /// <summary>Why it is in that state; null while it runs, and while it waits unless somebody asked for it again.</summary>
    public required string? Reason { get; init; }

    /// <summary>How many epochs it was to train.</summary>
    public required int PlannedEpochs { get; init; }

    /// <summary>The last epoch recorded; null before the first.</summary>
    public required int? LastEpoch { get; init; }

    /// <summary>The epoch that stands for the trial; null when there is none.</summary>
    public required int? BestEpoch { get; init; }

    /// <summary>The objective at the best epoch; null when there is none. Never NaN.</summary>
    public required double? Objective { get; init; }

    /// <summary>The metrics at the best epoch, final ones included; empty when there is none.</summary>
    public required ImmutableArray<MetricValue> BestMetrics { get; init; }

    /// <summary>The decision by which it was pruned; null in every other state.</summary>
    public PrunerDecision? Pruning { get; init; }

    /// <summary>What proposed it; null where that needed no results.</summary>
    public TrialProposal? Proposal { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>Wall time in seconds; null until it ended.</summary>
    public required double? DurationSeconds { get; init; }

    /// <summary>The trial as it was planned.</summary>
    public Trial ToTrial() => new()
    {
        Number = Number,
        Repeat = Repeat,
        Fold = Fold,
        Identity = Identity,
        Seed = Seed,
        Values = Values,
        PlannedEpochs = PlannedEpochs,
        Proposal = Proposal,
    };
}

/// <summary>An epoch of a trial as it is recorded.</summary>
/// <param name="TrialNumber">The trial.</param>
/// <param name="IsBest">Whether it stands for the trial.</param>
/// <param name="Metrics">What was measured.</param>
public sealed record EpochRecord(int TrialNumber, bool IsBest, EpochMetrics Metrics);
