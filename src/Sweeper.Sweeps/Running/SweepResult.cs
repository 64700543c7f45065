using System.Collections.Immutable;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>How a run of a sweep ended.</summary>
/// <param name="States">The state of every trial, in the order of their numbers.</param>
/// <param name="LimitReached">The limit that ended it with trials left, null when none did.</param>
public sealed record SweepResult(ImmutableArray<TrialState> States, ReachedLimit? LimitReached)
{
    /// <summary>The failures that ended it with trials left, as a sentence without a full stop; null when none did.</summary>
    public string? FailuresReached { get; init; }

    /// <summary>How many trials it should have trained and did not, or not to their ends.</summary>
    public int LeftCount { get; init; }

    /// <summary>How many trials failed in it that a later run tries again.</summary>
    public int RetryCount { get; init; }
}
