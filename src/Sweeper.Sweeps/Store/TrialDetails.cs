using System.Collections.Immutable;

namespace Sweeper.Sweeps.Store;

/// <summary>Everything that is recorded of one trial, but for its epochs.</summary>
public sealed record TrialDetails
{
    public required SelectedTrial Selected { get; init; }

    /// <summary>How often it was started, an attempt that was carried on counted once.</summary>
    public required int Attempts { get; init; }

    /// <summary>Where it was trained; null until it was.</summary>
    public required SweepEnvironment? Environment { get; init; }

    /// <summary>What it produced beside metrics, in the order it was stored.</summary>
    public required ImmutableArray<AttachmentRecord> Attachments { get; init; }
}
