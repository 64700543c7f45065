namespace Sweeper.Datasets.Idx;

/// <summary>The MNIST database of handwritten digits (LeCun, Cortes and Burges): 60,000 + 10,000 images of 28×28.</summary>
public static class MnistDataset
{
    /// <summary>The four files, their checksums, and mirrors that offer them without an account.</summary>
    public static IdxDatasetSource Source { get; } = new()
    {
        Name = "mnist",
        TrainImages = new("train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        TrainLabels = new("train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        TestImages = new("t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        TestLabels = new("t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        Mirrors =
        [
            new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            new("https://raw.githubusercontent.com/fgnt/mnist/master/"),
        ],
        ClassNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    };

    /// <summary>
    /// Loads MNIST from the folder <c>mnist</c> in <paramref name="dataRoot"/>, after fetching the files that are not there;
    /// <paramref name="progress"/> is told of each in a sentence.
    /// </summary>
    /// <exception cref="DatasetException">A file is damaged, or missing and no mirror gave it; the message says what to
    /// do.</exception>
    public static Task<Dataset> LoadAsync(
        string dataRoot, IProgress<string>? progress = null, CancellationToken cancellationToken = default) =>
        IdxDatasetLoader.LoadAsync(Source, dataRoot, progress, cancellationToken);
}
