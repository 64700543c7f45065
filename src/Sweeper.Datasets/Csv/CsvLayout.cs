namespace Sweeper.Datasets.Csv;

/// <summary>Which column of a CSV file is what. Every column but the label is a pixel, row by row from the top left.</summary>
public sealed record CsvLayout
{
    /// <summary>The name of the label column, which needs a header.</summary>
    public string? LabelName { get; init; }

    /// <summary>
    /// The number of the label column, from 1, where it has no name here. With neither it is the column that the header names
    /// <c>label</c>, or <c>class</c>, <c>target</c> or <c>y</c> at either end, or the one at an end whose name alone has no
    /// number; without a header the first.
    /// </summary>
    public int? LabelColumn { get; init; }

    /// <summary>
    /// Whether the first line has names; null to see: it has when a field is no number, or when the fields count from 0 or 1.
    /// </summary>
    public bool? HasHeader { get; init; }

    /// <summary>Pixels per row of an image; null for what follows from the height, or for square images.</summary>
    public int? Width { get; init; }

    /// <summary>Rows of an image; null for what follows from the width, or for square images.</summary>
    public int? Height { get; init; }
}
