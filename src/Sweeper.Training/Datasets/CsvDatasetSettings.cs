using Sweeper.Datasets.Csv;
using Sweeper.Neural.Shapes;

namespace Sweeper.Training.Datasets;

/// <summary>Images in comma-separated text: a line per image, with its label and its pixels.</summary>
public sealed record CsvDatasetSettings : FileDatasetSettings
{
    public const string DatasetName = "csv";

    public override string Name => DatasetName;

    public override string Source => Train;

    /// <summary>The file with the training images.</summary>
    public required string Train { get; init; }

    public required TestSetSettings Test { get; init; }

    /// <summary>Which columns are what, in both files.</summary>
    public required CsvLayout Layout { get; init; }

    public override FeatureShape? InputShape =>
        Layout is { Width: int width, Height: int height } ? new FeatureShape(height, width, 1) : null;

    public override string Describe() => $"{Name}: {Train}, {Test.Describe()}";
}
