namespace Sweeper.Datasets.Idx;

/// <summary>
/// Fashion-MNIST: 60,000 + 10,000 images of 28×28 of ten kinds of clothing (Xiao, Rasul and Vollgraf, "Fashion-MNIST: a Novel Image
/// Dataset for Benchmarking Machine Learning Algorithms", 2017).
/// </summary>
public static class FashionMnistDataset
{
    /// <summary>
    /// The four files, the checksums of their packed form, which is the one that is published, and mirrors that offer them without an account.
    /// </summary>
    public static IdxDatasetSource Source { get; } = new()
    {
        Name = "fashion-mnist",
        TrainImages = new("train-images-idx3-ubyte", null, 16 + 60_000 * 28 * 28, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        TrainLabels = new("train-labels-idx1-ubyte", null, 8 + 60_000, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        TestImages = new("t10k-images-idx3-ubyte", null, 16 + 10_000 * 28 * 28, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        TestLabels = new("t10k-labels-idx1-ubyte", null, 8 + 10_000, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
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
