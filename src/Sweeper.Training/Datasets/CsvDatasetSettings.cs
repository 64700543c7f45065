using Sweeper.Datasets.Csv;
using Sweeper.Neural.Shapes;

namespace Sweeper.Training.Datasets;

/// <summary>
/// Images in comma-separated text: a line per image, with its label and its pixels; or, with a target, a table with a line per
/// row.
/// </summary>
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

    /// <summary>The column that is to be predicted of a table; null for images.</summary>
    public string? Target { get; init; }

    /// <summary>Whether the target is a number; otherwise it is a class.</summary>
    public bool IsRegression { get; init; }

    public override string Noun => Target is null ? base.Noun : "rows";

    public override int? ClassCount => IsRegression ? 1 : base.ClassCount;

    internal override string FingerprintText =>
        Target is null ? base.FingerprintText : $"{base.FingerprintText} target {Target}{(IsRegression ? " number" : "")}";

    public override FeatureShape? InputShape =>
        Layout is { Width: int width, Height: int height } ? new FeatureShape(height, width, 1) : null;

    public override string Describe() =>
        $"{Name}: {Train}, {(Target is null ? "" : $"predicting {Target}, ")}{Test.Describe(Noun)}";
}
