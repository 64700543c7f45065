using Sweeper.Datasets.Idx;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Tests.Idx;

public sealed class MnistDatasetTests
{
    [Fact]
    public void Source_Mirrors_AreSeveralEncryptedFolders()
    {
        Assert.True(MnistDataset.Source.Mirrors.Length >= 3);
        Assert.All(MnistDataset.Source.Mirrors, mirror =>
        {
            Assert.Equal("https", mirror.Scheme);
            Assert.EndsWith("/", mirror.AbsolutePath, StringComparison.Ordinal);
        });
    }

    [SkippableFact]
    public async Task LoadAsync_RealFiles_HaveTheirKnownContent()
    {
        Dataset mnist = await MnistDataset.LoadAsync(DataRoot());

        Assert.Equal((60_000, 28, 28), (mnist.Train.Count, mnist.Train.Width, mnist.Train.Height));
        Assert.Equal(10_000, mnist.Test.Count);
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3], mnist.Train.Labels[..8].ToArray());
        // Counts of the classes 0 … 9, by NumPy.
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], ClassCounts(mnist.Train));
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], ClassCounts(mnist.Test));
        Assert.Equal(0.1912, 1 - (double)mnist.Train.Pixels.Count((byte)0) / mnist.Train.Pixels.Length, tolerance: 0.00005);
        // By Python's hashlib, in the order that DatasetChecksum documents.
        Assert.Equal("4797772c2fe8b19bc4124a9f00c9fd8fa26ebf530c34364364f559dd74f505d9", mnist.Checksum);
    }

    private static string DataRoot()
    {
        string? root = Environment.GetEnvironmentVariable("SWEEPER_DATA");
        bool atHand = root is not null && Directory.Exists(Path.Combine(root, MnistDataset.Source.Name));
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.True(atHand, "CI=true, but SWEEPER_DATA does not name a folder with mnist/ in it.");
        Skip.IfNot(atHand, "Set SWEEPER_DATA to a folder with mnist/ in it to run this test.");
        return root!;
    }

    private static int[] ClassCounts(LabelledImages images) =>
        [.. images.Labels.ToArray().CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value)];
}
