using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>Cells over two categorical axes, coloured by value.</summary>
public sealed record HeatmapChart : Chart
{
    /// <summary>What a cell shows, such as <c>mean over 4 trials per cell</c>.</summary>
    public required string CellMeaning { get; init; }

    public required string RowTitle { get; init; }

    public required string ColumnTitle { get; init; }

    /// <summary>From top to bottom.</summary>
    public required ImmutableArray<string> Rows { get; init; }

    /// <summary>From left to right.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>[row][column].</summary>
    public required ImmutableArray<ImmutableArray<HeatmapCell>> Cells { get; init; }

    /// <summary>Null when no cell has a value.</summary>
    public required ColorScale? Scale { get; init; }
}
