using System.Collections.Immutable;

namespace Sweeper.Sweeps.Trials;

/// <summary>What a trial reports at the end of an epoch.</summary>
public sealed record EpochMetrics
{
    /// <summary>The epoch that ended, from 1; 0 is the state before any training.</summary>
    public required int Epoch { get; init; }

    /// <summary>Any metrics the trial has, each once.</summary>
    public required ImmutableArray<MetricValue> Metrics { get; init; }

    /// <summary>Wall time of the epoch, evaluation included, in seconds; not negative.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>The value of a metric, or null when it was not reported.</summary>
    public double? Find(string metric)
    {
        foreach (MetricValue value in Metrics)
        {
            if (value.Metric == metric)
                return value.Value;
        }

        return null;
    }
}

/// <summary>The value of a metric at one epoch; NaN and the infinities are values too.</summary>
public readonly record struct MetricValue(string Metric, double Value);
