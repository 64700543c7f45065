using Sweeper.Datasets.Idx;
using Sweeper.Datasets.Published;

namespace Sweeper.Datasets.Tests.Idx;

public sealed class FashionMnistDatasetTests
{
    [Fact]
    public void Source_Mirrors_AreSeveralEncryptedFolders()
    {
        Assert.True(FashionMnistDataset.Source.Mirrors.Length >= 3);
        Assert.All(FashionMnistDataset.Source.Mirrors, mirror =>
        {
            Assert.Equal("https", mirror.Scheme);
            Assert.EndsWith("/", mirror.AbsolutePath, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Source_Checksums_AreThoseOfFourContents() => Assert.Equal(
        4, FashionMnistDataset.Source.Files.Select(file => file.Sha256)
            .Where(s => s is { Length: 64 } && s.All(char.IsAsciiHexDigitLower)).Distinct().Count());

    // Debian's package dataset-fashion-mnist, whose files are packed anew.
    [SkippableFact]
    public async Task LoadAsync_FilesOfDebiansPackage_AreTheRightOnes()
    {
        const string Root = "/usr/share/datasets";
        Skip.IfNot(Directory.Exists(Path.Combine(Root, "fashion-mnist")), "The package dataset-fashion-mnist is not installed.");

        Assert.All(FashionMnistDataset.Source.Inspect(Root), file => Assert.Equal(PublishedFileState.Verified, file.State));
        Dataset dataset = await FashionMnistDataset.LoadAsync(Root);

        Assert.Equal((60_000, 10_000), (dataset.Train.Count, dataset.Test.Count));
    }

    [Fact]
    public async Task LoadAsync_FilesOfItsFormat_HaveItsClassNames()
    {
        using TemporaryFolder root = new();
        root.Write("fashion-mnist/train-images-idx3-ubyte.gz", IdxBytes.Gzip(IdxBytes.Images(3, 28, 28)));
        root.Write("fashion-mnist/train-labels-idx1-ubyte", IdxBytes.Labels(0, 9, 4));
        root.Write("fashion-mnist/t10k-images-idx3-ubyte", IdxBytes.Images(1, 28, 28));
        root.Write("fashion-mnist/t10k-labels-idx1-ubyte", IdxBytes.Labels(8));

        Dataset dataset = await FashionMnistDataset.LoadAsync(root.Path);

        Assert.Equal(("fashion-mnist", 3, 1), (dataset.Name, dataset.Train.Count, dataset.Test.Count));
        Assert.Equal(
            ("T-shirt/top", "Ankle boot", 10), (dataset.ClassNames[0], dataset.ClassNames[9], dataset.ClassNames.Length));
    }
}
