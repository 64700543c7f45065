using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>Lines over a common x, some in the foreground, the rest thin behind them.</summary>
public sealed record LineChart : Chart
{
    public required Axis X { get; init; }

    public required Axis Y { get; init; }

    /// <summary>In drawing order, the last on top.</summary>
    public required ImmutableArray<LineSeries> Series { get; init; }

    /// <summary>Areas behind the lines.</summary>
    public ImmutableArray<LineBand> Bands { get; init; } = [];

    public required ImmutableArray<LegendEntry> Legend { get; init; }
}

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

/// <summary>The area between the lowest and the highest of several lines.</summary>
/// <param name="Color">Which of the categorical colours it has, from 0.</param>
/// <param name="Low">Its lower edge, in ascending order of x.</param>
/// <param name="High">Its upper edge at the same x.</param>
public sealed record LineBand(int Color, ImmutableArray<ChartPoint> Low, ImmutableArray<ChartPoint> High);

/// <summary>How a line is drawn.</summary>
public enum LinePattern
{
    Solid,
    Dashed,
    Dotted,
}
