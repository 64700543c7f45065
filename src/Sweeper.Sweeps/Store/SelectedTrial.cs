using System.Collections.Immutable;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Store;

/// <summary>A trial with what is known of it beside its record: its place among the others, and its last epoch.</summary>
public sealed record SelectedTrial
{
    public required TrialRecord Trial { get; init; }

    /// <summary>From 1 among all trials of the sweep; equal objectives share a rank. Null when it is not ranked.</summary>
    public required int? Rank { get; init; }

    /// <summary>The metrics at the last epoch; empty when there is none.</summary>
    public required ImmutableArray<MetricValue> FinalMetrics { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }
}

/// <summary>The trials that a selection found.</summary>
/// <param name="Trials">Those that were asked for, in order.</param>
/// <param name="MatchCount">How many there would be without a limit.</param>
public sealed record SelectedTrials(ImmutableArray<SelectedTrial> Trials, int MatchCount);

/// <summary>Everything that is recorded of one trial, but for its epochs.</summary>
public sealed record TrialDetails
{
    public required SelectedTrial Selected { get; init; }

    /// <summary>How often it was started, carried on or from its beginning.</summary>
    public required int Attempts { get; init; }

    /// <summary>The machine on which it was started last; null where that was the one that the sweep ran on.</summary>
    public string? Node { get; init; }

    /// <summary>What a cluster calls the job of its last attempt; null where there was none.</summary>
    public string? Job { get; init; }

    /// <summary>Where it was trained; null until it was.</summary>
    public required SweepEnvironment? Environment { get; init; }

    /// <summary>What it produced beside metrics, in the order it was stored.</summary>
    public required ImmutableArray<AttachmentRecord> Attachments { get; init; }
}

/// <summary>An attachment as it is recorded, without its content.</summary>
/// <param name="Name">Unique within the trial.</param>
/// <param name="MediaType">Of the content.</param>
/// <param name="Bytes">The size of the content.</param>
/// <param name="Path">The absolute path of its file; null when it is in the database.</param>
public sealed record AttachmentRecord(string Name, string MediaType, long Bytes, string? Path);
