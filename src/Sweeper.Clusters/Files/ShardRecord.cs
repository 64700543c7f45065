using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Files;

/// <summary>How what is shared is written: numbers with all their digits, NaN and infinities by name.</summary>
internal static class ClusterJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(), new MetricsConverter() },
    };
}

/// <summary>A line of a shard: one thing that happened in an attempt.</summary>
internal sealed record ShardRecord
{
    /// <summary>From 1, without a gap.</summary>
    public required long Sequence { get; init; }

    /// <summary>The attempt began.</summary>
    public ShardStart? Start { get; init; }

    /// <summary>An epoch ended.</summary>
    public ShardEpoch? Epoch { get; init; }

    /// <summary>The attempt has come to a rung and waits for a decision.</summary>
    public ShardArrival? Arrival { get; init; }

    /// <summary>A state was saved after this epoch.</summary>
    public ShardCheckpoint? Checkpoint { get; init; }

    /// <summary>Something worth knowing.</summary>
    public string? Note { get; init; }

    /// <summary>The attempt is alive.</summary>
    public DateTimeOffset? Alive { get; init; }

    /// <summary>The attempt ended.</summary>
    public ShardEnd? End { get; init; }
}

/// <summary>Where an attempt began.</summary>
internal sealed record ShardStart(string Node, string Job, bool ResumesByItself);

/// <summary>What an attempt reported.</summary>
internal sealed record ShardEpoch
{
    public required int Number { get; init; }

    public required double Seconds { get; init; }

    public required ImmutableArray<MetricValue> Metrics { get; init; }

    /// <summary>Whether the values are added to an epoch that may be there.</summary>
    public bool IsAmendment { get; init; }

    public PrunerDecision? Decision { get; init; }
}

/// <summary>A trial at a rung.</summary>
internal sealed record ShardArrival(int Rung, int Epoch, double Value);

/// <summary>A state of the trial.</summary>
internal sealed record ShardCheckpoint(int Epoch);

/// <summary>How an attempt ended, and what it left behind.</summary>
internal sealed record ShardEnd
{
    public required TrialOutcome Outcome { get; init; }

    public ImmutableArray<MetricValue> FinalMetrics { get; init; } = [];

    public ImmutableArray<ShardAttachment> Attachments { get; init; } = [];
}

/// <summary>Something that an attempt left behind, beside its content.</summary>
internal sealed record ShardAttachment(string Name, string MediaType, string? Folder, string? Extension, int Length);
