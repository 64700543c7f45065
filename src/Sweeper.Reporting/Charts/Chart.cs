using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>What every chart has. A chart is data and meaning; how it looks is up to its renderer.</summary>
public abstract record Chart
{
    /// <summary>What is shown, as a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What there is to see, in a sentence, for people who cannot see it.</summary>
    public required string Description { get; init; }
}

/// <summary>What a chart shows as a table, for people who cannot see it or want the numbers.</summary>
/// <param name="Columns">The titles of the columns.</param>
/// <param name="Rows">[row][column]; the first column names the row.</param>
public sealed record ChartTable(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows);

/// <summary>A point in the units of its axes. A coordinate that is not finite makes a gap.</summary>
public readonly record struct ChartPoint(double X, double Y);

/// <summary>A mark at a point, such as the best epoch.</summary>
/// <param name="At">Where.</param>
/// <param name="Shape">Which mark.</param>
public readonly record struct ChartMarker(ChartPoint At, MarkerShape Shape);

/// <summary>The shape that marks a point of a line.</summary>
public enum MarkerShape
{
    /// <summary>A filled circle.</summary>
    Disc,

    /// <summary>A bar across the line: early stopping ended it here.</summary>
    Stop,

    /// <summary>A cross: a pruner ended it here.</summary>
    Cross,
}

/// <summary>An entry of a legend: a line with a colour and a pattern, or a mark.</summary>
/// <param name="Label">What it stands for.</param>
public sealed record LegendEntry(string Label)
{
    /// <summary>The categorical colour, from 0; null for what is not about colour.</summary>
    public int? Color { get; init; }

    public LinePattern Pattern { get; init; } = LinePattern.Solid;

    /// <summary>When set, the entry explains this mark.</summary>
    public MarkerShape? Marker { get; init; }

    /// <summary>Whether it explains the lines in the background.</summary>
    public bool IsBackground { get; init; }
}
