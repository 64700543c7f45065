namespace Sweeper.Neural.Datasets.Idx;

/// <summary>
/// Fashion-MNIST: 60,000 + 10,000 images of 28×28 of ten kinds of clothing (Xiao, Rasul and Vollgraf, "Fashion-MNIST: a Novel Image
/// Dataset for Benchmarking Machine Learning Algorithms", 2017).
/// </summary>
public static class FashionMnistDataset
{
    /// <summary>
    /// The four files and mirrors that offer them without an account. Its authors publish no SHA-256 of the unpacked files, so
    /// downloads are held to their exact lengths, gzip's own checksum and the structure of IDX instead.
    /// </summary>
    public static IdxDatasetSource Source { get; } = new()
    {
        Name = "fashion-mnist",
        TrainImages = new("train-images-idx3-ubyte", null, 16 + 60_000 * 28 * 28),
        TrainLabels = new("train-labels-idx1-ubyte", null, 8 + 60_000),
        TestImages = new("t10k-images-idx3-ubyte", null, 16 + 10_000 * 28 * 28),
        TestLabels = new("t10k-labels-idx1-ubyte", null, 8 + 10_000),
        Mirrors =
        [
            new("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
            new("https://storage.googleapis.com/tensorflow/tf-keras-datasets/"),
            new("https://fashion-mnist.s3.eu-central-1.amazonaws.com/"),
        ],
        ClassNames =
            ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
    };

    /// <summary>
    /// Loads Fashion-MNIST from the folder <c>fashion-mnist</c> in <paramref name="dataRoot"/>, after fetching the files that are
    /// not there; <paramref name="progress"/> is told of each in a sentence.
    /// </summary>
    /// <exception cref="DatasetException">A file is damaged, or missing and no mirror gave it; the message says what to
    /// do.</exception>
    public static Task<Dataset> LoadAsync(
        string dataRoot, IProgress<string>? progress = null, CancellationToken cancellationToken = default) =>
        IdxDatasetLoader.LoadAsync(Source, dataRoot, progress, cancellationToken);
}
