using System.Collections.Immutable;
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

    public required IReadOnlyDictionary<TrialIdentity, long> TrialIds { get; init; }

    /// <summary>The states in the order of the trials' numbers.</summary>
    public required ImmutableArray<TrialState> States { get; init; }
}
