using System.Collections.Immutable;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Sweeps.Trials;

/// <summary>What a trial leaves behind besides the metrics of its epochs.</summary>
public sealed record TrialResult
{
    /// <summary>Metrics measured once, after training, on the best epoch; recorded at that epoch.</summary>
    public ImmutableArray<MetricValue> FinalMetrics { get; init; } = [];

    public ImmutableArray<TrialAttachment> Attachments { get; init; } = [];
}
