using Sweeper.Datasets.Idx;
using Sweeper.Datasets.Published;

namespace Sweeper.Datasets.Tests.Idx;

/// <summary>IDX files that are there.</summary>
public sealed class IdxDatasetLoaderTests : IDisposable
{
    private readonly ShapesDataset _shapes = new();

    public void Dispose() => _shapes.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(".gz")]
    public async Task LoadAsync_FilesAtHand_AsksNoMirror(string suffix)
    {
        using LoopbackServer server = new(ShapesDataset.Serve);
        foreach ((string name, byte[] content) in ShapesDataset.Contents)
            _shapes.Folder.Write($"shapes/{name}{suffix}", suffix == "" ? content : IdxBytes.Gzip(content));

        Dataset dataset = await _shapes.LoadAsync(server.Address);

        ShapesDataset.AssertLoaded(dataset);
        Assert.Empty(server.Requests);
        Assert.Empty(_shapes.Messages);
    }

    [Fact]
    public void Inspect_Files_SaysWhichAreTheRightOnes()
    {
        byte[] images = ShapesDataset.Contents["train-images"];
        IdxDatasetSource source = ShapesDataset.Source() with
        {
            TrainImages = new DatasetFile("train-images", null, 40, IdxBytes.Sha256(IdxBytes.Gzip(images))),
            TestImages = new DatasetFile("test-images", null, images.Length, IdxBytes.Sha256(IdxBytes.Gzip(images))),
        };
        _shapes.Folder.Write("shapes/train-images.gz", IdxBytes.Gzip(images));
        _shapes.Folder.Write("shapes/test-images", images);
        _shapes.Folder.Write("shapes/test-labels", ShapesDataset.Contents["train-labels"]);

        PublishedFile[] files = [.. IdxDatasetLoader.Inspect(source, _shapes.Folder.Path)];

        Assert.Equal(
            [PublishedFileState.Verified, PublishedFileState.Missing, PublishedFileState.Unverified,
                PublishedFileState.Different], files.Select(f => f.State));
        Assert.Equal(
            ["train-images.gz", "train-labels.gz", "test-images", "test-labels"], files.Select(f => Path.GetFileName(f.Path)));
    }

    [Fact]
    public void Inspect_DamagedGzip_IsDifferent()
    {
        byte[] whole = IdxBytes.Gzip(ShapesDataset.Contents["train-labels"]);
        _shapes.Folder.Write("shapes/train-labels.gz", whole[..^5]);
        _shapes.Folder.Write("shapes/test-labels.gz", [0x1f, 0x8b, 9, 9, 9, 9]);

        PublishedFile[] files = [.. IdxDatasetLoader.Inspect(ShapesDataset.Source(), _shapes.Folder.Path)];

        Assert.Equal(
            [PublishedFileState.Different, PublishedFileState.Different],
            files.Where((_, i) => i % 2 == 1).Select(f => f.State));
    }

    [Fact]
    public async Task LoadAsync_LocalFileOfOtherContent_IsTakenWhenItIsSound()
    {
        using LoopbackServer server = new(ShapesDataset.Serve);
        _shapes.Folder.Write("shapes/train-labels", IdxBytes.Labels(1, 1, 1, 1));

        Dataset dataset = await _shapes.LoadAsync(server.Address);

        Assert.Equal([1, 1, 1, 1], dataset.Train.Labels.ToArray());
    }

    [Fact]
    public async Task LoadAsync_LocalFileDamaged_IsNamedAndNotReplaced()
    {
        using LoopbackServer server = new(ShapesDataset.Serve);
        string path = _shapes.Folder.Write("shapes/train-labels", [1, 2, 3]);

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => _shapes.LoadAsync(server.Address));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task LoadAsync_SetsOfDifferentImageSizes_AreRefused()
    {
        foreach ((string name, byte[] content) in ShapesDataset.Contents)
            _shapes.Folder.Write($"shapes/{name}", name == "test-images" ? IdxBytes.Images(2, 5, 5) : content);

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => _shapes.LoadAsync());

        Assert.Contains("are 2×3 and the test images 5×5", error.Message, StringComparison.Ordinal);
    }
}
