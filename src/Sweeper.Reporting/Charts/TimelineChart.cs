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

/// <summary>A span of a <see cref="TimelineChart"/>.</summary>
/// <param name="Lane">From 0.</param>
/// <param name="Start">On the axis.</param>
/// <param name="End">On the axis; not before <paramref name="Start"/>.</param>
/// <param name="Trial">The number of the trial that ran.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Description">The span in a sentence.</param>
public sealed record TimelineSpan(int Lane, double Start, double End, int Trial, TimelineKind Kind, string Description);

/// <summary>How what a span of a timeline shows came out.</summary>
public enum TimelineKind
{
    /// <summary>It is the best one.</summary>
    Best,

    /// <summary>It ended as it should.</summary>
    Done,

    /// <summary>It was stopped before its end on purpose.</summary>
    Stopped,

    /// <summary>It went wrong.</summary>
    Failed,
}
