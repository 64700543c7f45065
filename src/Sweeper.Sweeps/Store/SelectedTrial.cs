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
