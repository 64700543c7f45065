using Sweeper.Datasets.Idx;

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
    public void Source_Lengths_AreThoseOfTheAnnouncedImages() => Assert.Equal(
        [47_040_016L, 60_008L, 7_840_016L, 10_008L], FashionMnistDataset.Source.Files.Select(file => file.Length!.Value));

    [Fact]
    public void Source_Checksums_AreThoseOfTheFourPackedFiles() => Assert.Equal(
        4, FashionMnistDataset.Source.Files.Select(file => file.PackedSha256).Where(s => s is { Length: 64 } && s.All(char.IsAsciiHexDigitLower)).Distinct().Count());

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
        Assert.Equal(("T-shirt/top", "Ankle boot", 10), (dataset.ClassNames[0], dataset.ClassNames[9], dataset.ClassNames.Length));
    }
}
