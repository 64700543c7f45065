using System.Collections.Immutable;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Sweeps.Trials;

/// <summary>How a trial ended.</summary>
public sealed record TrialOutcome
{
    /// <summary>Any state but waiting and running.</summary>
    public required TrialState State { get; init; }

    /// <summary>Why it ended that way, as a sentence without a full stop.</summary>
    public required string Reason { get; init; }

    /// <summary>The last epoch that ended; null when none did.</summary>
    public required int? LastEpoch { get; init; }

    /// <summary>The epoch whose weights and metrics stand for the trial; null when no epoch qualifies.</summary>
    public required int? BestEpoch { get; init; }

    /// <summary>The objective at the best epoch; null when there is none. Never NaN.</summary>
    public required double? Objective { get; init; }

    /// <summary>Wall time of the trial in seconds; not negative.</summary>
    public required double DurationSeconds { get; init; }
}

/// <summary>What a trial leaves behind besides the metrics of its epochs.</summary>
public sealed record TrialResult
{
    /// <summary>Metrics measured once, after training, on the best epoch; recorded at that epoch.</summary>
    public ImmutableArray<MetricValue> FinalMetrics { get; init; } = [];

    public ImmutableArray<TrialAttachment> Attachments { get; init; } = [];

    /// <summary>
    /// How it came to its end by itself, as a sentence without a full stop; null for by training its last epoch.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>Whether that end is a failure, of which <see cref="Reason"/> says what went wrong.</summary>
    public bool IsFailure { get; init; }
}
