using Sweeper.Datasets.Published;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Idx;

/// <summary>The paths of four IDX files with labelled images of any size, each plain or gzip.</summary>
public sealed record IdxFiles
{
    public required string TrainImages { get; init; }

    public required string TrainLabels { get; init; }

    public required string TestImages { get; init; }

    public required string TestLabels { get; init; }

    /// <summary>The files of a folder that has them under the names of MNIST's.</summary>
    public static IdxFiles In(string folder) => new()
    {
        TrainImages = Path.Combine(folder, MnistDataset.Source.TrainImages.Name),
        TrainLabels = Path.Combine(folder, MnistDataset.Source.TrainLabels.Name),
        TestImages = Path.Combine(folder, MnistDataset.Source.TestImages.Name),
        TestLabels = Path.Combine(folder, MnistDataset.Source.TestLabels.Name),
    };

    /// <summary>Reads all four. A file that is not there is looked for with <c>.gz</c> after its name.</summary>
    /// <param name="name">The name experiments call the dataset by.</param>
    /// <param name="classCount">Classes, 2 … 256; null for one more than the highest label.</param>
    /// <exception cref="DatasetException">A file cannot be read, is damaged, or does not fit the others.</exception>
    public Dataset Load(string name, int? classCount) => DatasetParts.Join(
        name, Read(TrainImages, TrainLabels, classCount), Read(TestImages, TestLabels, classCount), classCount);

    private static LabelledImages Read(string images, string labels, int? classCount) =>
        IdxImages.Read(
            PublishedFile.Find(images) ?? images, PublishedFile.Find(labels) ?? labels, classCount ?? DatasetParts.MaxClasses);
}
