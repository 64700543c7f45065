namespace Sweeper.Datasets.Idx;

/// <summary>
/// Fashion-MNIST: 60,000 + 10,000 images of 28×28 of ten kinds of clothing (Xiao, Rasul and Vollgraf, "Fashion-MNIST: a Novel
/// Image Dataset for Benchmarking Machine Learning Algorithms", 2017).
/// </summary>
public static class FashionMnistDataset
{
    /// <summary>
    /// The four files, the checksums of their contents, however packed, and mirrors that offer them without an account.
    /// </summary>
    public static IdxDatasetSource Source { get; } = new()
    {
        Name = "fashion-mnist",
        TrainImages = new("train-images-idx3-ubyte", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
        TrainLabels = new("train-labels-idx1-ubyte", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
        TestImages = new("t10k-images-idx3-ubyte", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
        TestLabels = new("t10k-labels-idx1-ubyte", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
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
    /// Loads Fashion-MNIST from the folder <c>fashion-mnist</c> in <paramref name="dataRoot"/>, after fetching the files that
    /// are not there; <paramref name="progress"/> is told of each in a sentence.
    /// </summary>
    /// <exception cref="DatasetException">A file is damaged, or missing and no mirror gave it; the message says what to
    /// do.</exception>
    public static Task<Dataset> LoadAsync(
        string dataRoot, IProgress<string>? progress = null, CancellationToken cancellationToken = default) =>
        IdxDatasetLoader.LoadAsync(Source, dataRoot, progress, cancellationToken);
}
