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

    /// <summary>Those of the plan.</summary>
    public required ImmutableArray<Trial> Trials { get; init; }

    /// <summary>Their keys, in the same order.</summary>
    public required ImmutableArray<long> TrialIds { get; init; }

    /// <summary>Their states, in the same order.</summary>
    public required ImmutableArray<TrialState> States { get; init; }

    /// <summary>How many attempts each has had, in the same order.</summary>
    public required ImmutableArray<int> Attempts { get; init; }

    /// <summary>That of the plan.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Likewise; checkpoints of before were saved under it.</summary>
    public required string? RecordedFingerprint { get; init; }

    /// <summary>What the plan's pruner must know of earlier runs.</summary>
    public required PrunerLog Pruning { get; init; }
}
