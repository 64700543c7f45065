using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>Spans of time in lanes.</summary>
public sealed record TimelineChart : Chart
{
    public required Axis Time { get; init; }

    public required string LaneTitle { get; init; }

    public required int Lanes { get; init; }

    public required ImmutableArray<TimelineSpan> Spans { get; init; }

    /// <summary>Where a pause was left out, on the axis.</summary>
    public required ImmutableArray<double> Pauses { get; init; }
}
