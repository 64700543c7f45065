using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>A line for each trial across parallel axes, one for each hyperparameter and the last for the objective.</summary>
public sealed record ParallelChart : Chart
{
    public required ImmutableArray<ParallelAxis> Axes { get; init; }

    /// <summary>In drawing order, the best last.</summary>
    public required ImmutableArray<ParallelLine> Lines { get; init; }

    /// <summary>What the line of the best trial is called.</summary>
    public required string BestTitle { get; init; }
}
