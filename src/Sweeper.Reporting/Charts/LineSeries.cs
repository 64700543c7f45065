using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>A line of a <see cref="LineChart"/>.</summary>
public sealed record LineSeries
{
    /// <summary>What it is, such as <c>trial 12, validation</c>.</summary>
    public required string Label { get; init; }

    /// <summary>In ascending order of x.</summary>
    public required ImmutableArray<ChartPoint> Points { get; init; }

    /// <summary>Which of the categorical colours it has, from 0; null for a line that stays in the background.</summary>
    public int? Color { get; init; }

    /// <summary>The number of the trial it belongs to; null when it is of several.</summary>
    public int? Trial { get; init; }

    /// <summary>Whether it is of a trial that a pruner stopped, and thinner than others in the background.</summary>
    public bool IsPruned { get; init; }

    public LinePattern Pattern { get; init; } = LinePattern.Solid;

    public ImmutableArray<ChartMarker> Markers { get; init; } = [];
}
