using Sweeper.Datasets.Pictures;
using Sweeper.Neural.Shapes;

namespace Sweeper.Training.Datasets;

/// <summary>Picture files and labels in the columns of a Parquet file.</summary>
public sealed record ParquetDatasetSettings : FileDatasetSettings
{
    public const string DatasetName = "parquet";

    public override string Name => DatasetName;

    public override string Source => Train;

    /// <summary>The file with the training images.</summary>
    public required string Train { get; init; }

    /// <summary>Its columns, and what its pictures become.</summary>
    public required ParquetLayout Layout { get; init; }

    public required TestSetSettings Test { get; init; }

    public override FeatureShape? InputShape =>
        Layout.Size is int size ? new FeatureShape(size, size, Layout.Channels) : null;

    public override string Describe() => $"{Name}: {Train}, {(Layout.Channels == 1 ? "" : "in colour, ")}{Test.Describe()}";
}
