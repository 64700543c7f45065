namespace Sweeper.Training.Datasets;

/// <summary>Images in four IDX files, the format of MNIST's, of any size.</summary>
public sealed record IdxDatasetSettings : FileDatasetSettings
{
    public const string DatasetName = "idx";

    public override string Name => DatasetName;

    public override string Source => Folder ?? TrainImages ?? "";

    /// <summary>The folder with files of MNIST's names; null where each file is named.</summary>
    public string? Folder { get; init; }

    /// <summary>Null with a folder only; likewise the other three.</summary>
    public string? TrainImages { get; init; }

    public string? TrainLabels { get; init; }

    public string? TestImages { get; init; }

    public string? TestLabels { get; init; }

    public override string Describe() => Folder is null
        ? $"{Name}: {TrainImages}, {TrainLabels}, {TestImages}, {TestLabels}"
        : $"{Name}: {Folder}";
}
