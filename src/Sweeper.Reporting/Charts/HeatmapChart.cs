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

/// <summary>A cell of a heatmap.</summary>
public sealed record HeatmapCell
{
    public required HeatmapCellKind Kind { get; init; }

    /// <summary>The value that gives the colour; NaN unless <see cref="Kind"/> is <see cref="HeatmapCellKind.Value"/>.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>The text in the cell; may be empty.</summary>
    public required string Label { get; init; }

    /// <summary>A second, smaller line of text; may be empty.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The cell in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The numbers of the trials that it is about; empty when it is about something else.</summary>
    public ImmutableArray<int> Trials { get; init; } = [];

    /// <summary>Whether the cell is to be singled out, as the best one.</summary>
    public bool IsMarked { get; init; }
}

/// <summary>What a cell of a heatmap stands for.</summary>
public enum HeatmapCellKind
{
    /// <summary>A value on the colour scale.</summary>
    Value,

    /// <summary>A value outside the colour scale on purpose, such as the diagonal of a confusion matrix.</summary>
    Reference,

    /// <summary>Something went wrong there.</summary>
    Failed,

    /// <summary>There is nothing, or nothing yet.</summary>
    Empty,
}
