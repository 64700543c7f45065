using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>What a trial is told after it reported an epoch.</summary>
public readonly record struct EpochDecision
{
    /// <summary>Whether the epoch is the best so far: the trial keeps its state, because it may be the one that stands.</summary>
    public required bool IsBest { get; init; }

    /// <summary>How the trial ends now, or null when it goes on.</summary>
    public TrialState? StopState { get; init; }

    /// <summary>Why it ends now, as a sentence without a full stop; null when it goes on.</summary>
    public string? StopReason { get; init; }

    /// <summary>Whether the trial must train no further epoch.</summary>
    public bool ShouldStop => StopState is not null;
}
