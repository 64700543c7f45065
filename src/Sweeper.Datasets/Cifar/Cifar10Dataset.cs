namespace Sweeper.Datasets.Cifar;

/// <summary>
/// CIFAR-10: 50,000 + 10,000 colour pictures of 32×32 of ten kinds of animals and vehicles (Krizhevsky, Learning Multiple Layers
/// of Features from Tiny Images, 2009).
/// </summary>
public static class Cifar10Dataset
{
    /// <summary>The archive of the binary version, its checksum, and the site of its author.</summary>
    public static CifarDatasetSource Source { get; } = new()
    {
        Name = "cifar-10",
        Archive = new(
            "cifar-10-binary.tar", null, PackedSha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
        Folder = "cifar-10-batches-bin",
        PythonVersion = ["cifar-10-batches-py", "cifar-10-python.tar.gz"],
        TrainFiles =
        [
            new("data_batch_1.bin", 10_000), new("data_batch_2.bin", 10_000), new("data_batch_3.bin", 10_000),
            new("data_batch_4.bin", 10_000),
            new("data_batch_5.bin", 10_000),
        ],
        TestFiles = [new("test_batch.bin", 10_000)],
        LabelBytes = 1,
        Mirrors = [new("https://www.cs.toronto.edu/~kriz/")],
        ClassNames = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
    };
}
