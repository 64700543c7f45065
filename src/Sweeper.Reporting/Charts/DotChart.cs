using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>Values by category: a dot for each value and a bar at their mean.</summary>
public sealed record DotChart : Chart
{
    public required string CategoryTitle { get; init; }

    public required Axis Value { get; init; }

    /// <summary>From top to bottom.</summary>
    public required ImmutableArray<DotCategory> Categories { get; init; }
}
