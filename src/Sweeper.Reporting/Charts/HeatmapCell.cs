using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

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
