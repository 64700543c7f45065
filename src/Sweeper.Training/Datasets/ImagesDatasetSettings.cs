using Sweeper.Neural.Shapes;

namespace Sweeper.Training.Datasets;

/// <summary>A folder of pictures for each class.</summary>
public sealed record ImagesDatasetSettings : FileDatasetSettings
{
    public const string DatasetName = "images";

    public override string Name => DatasetName;

    public override string Source => Train;

    /// <summary>The folder with the folders of the training images.</summary>
    public required string Train { get; init; }

    public required TestSetSettings Test { get; init; }

    /// <summary>The width and height that all images must have; null for those of the first one.</summary>
    public int? Size { get; init; }

    /// <summary>1 when colour is turned into grey, 3 when it is kept.</summary>
    public int Channels { get; init; } = 1;

    public override FeatureShape? InputShape => Size is int size ? new FeatureShape(size, size, Channels) : null;

    public override string Describe() => $"{Name}: {Train}, {(Channels == 1 ? "" : "in colour, ")}{Test.Describe()}";
}
