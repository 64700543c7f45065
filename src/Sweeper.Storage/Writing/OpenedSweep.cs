using System.Collections.Immutable;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>A sweep as it was found or created, with the keys under which its records go.</summary>
internal sealed record OpenedSweep
{
    public required long SweepId { get; init; }

    public required SweepReference Reference { get; init; }

    /// <summary>The record of this process; null when no trial is left to train.</summary>
    public required long? EnvironmentId { get; init; }

    /// <summary>The trials that are recorded, in the order of their numbers.</summary>
    public required ImmutableArray<RecordedStanding> Trials { get; init; }

    /// <summary>That of the plan.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Likewise; checkpoints of before were saved under it.</summary>
    public required string? RecordedFingerprint { get; init; }

    /// <summary>How it had ended, where it was opened to finish one of its trials: it will have ended so again.</summary>
    public SweepEnd? Former { get; init; }

    /// <summary>What the plan's pruner must know of earlier runs.</summary>
    public required PrunerLog Pruning { get; init; }
}

/// <summary>How a sweep has ended.</summary>
/// <param name="State">Completed or interrupted.</param>
/// <param name="Reason">Why.</param>
/// <param name="EndedAt">When, as it is stored.</param>
internal sealed record SweepEnd(SweepState State, string Reason, string EndedAt);

/// <summary>Where a recorded trial stands.</summary>
/// <param name="TrialId">Its key.</param>
/// <param name="Identity">Its identity.</param>
/// <param name="State">Its state.</param>
/// <param name="Attempts">How many attempts it has had, one that went on counted once.</param>
/// <param name="Starts">How often it was started.</param>
/// <param name="Result">What it has come to.</param>
internal readonly record struct RecordedStanding(
    long TrialId, TrialIdentity Identity, TrialState State, int Attempts, int Starts, EarlierResult Result);
