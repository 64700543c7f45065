using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>A bar from 0 for each category, from top to bottom.</summary>
public sealed record BarChart : Chart
{
    public required string CategoryTitle { get; init; }

    /// <summary>From 0 on.</summary>
    public required Axis Value { get; init; }

    public required ImmutableArray<Bar> Bars { get; init; }
}
