using System.Collections.Immutable;

namespace Sweeper.Neural.Datasets.Idx;

/// <summary>A published dataset of four IDX files and where it can be had.</summary>
public sealed record IdxDatasetSource
{
    /// <summary>The name experiments call it by, and of its folder in the data folder.</summary>
    public required string Name { get; init; }

    public required DatasetFile TrainImages { get; init; }

    public required DatasetFile TrainLabels { get; init; }

    public required DatasetFile TestImages { get; init; }

    public required DatasetFile TestLabels { get; init; }

    /// <summary>
    /// Folders on the web that hold the four files with <c>.gz</c> after their names, asked in this order. Each ends with a
    /// slash.
    /// </summary>
    public required ImmutableArray<Uri> Mirrors { get; init; }

    /// <summary>By label.</summary>
    public required ImmutableArray<string> ClassNames { get; init; }

    /// <summary>All four, training set first.</summary>
    public IEnumerable<DatasetFile> Files => [TrainImages, TrainLabels, TestImages, TestLabels];
}
