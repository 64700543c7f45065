using Sweeper.Datasets.Idx;
using Sweeper.Datasets.Published;

namespace Sweeper.Datasets.Tests.Idx;

/// <summary>IDX files that are fetched from mirrors.</summary>
public sealed class IdxDownloadTests : IDisposable
{
    private static readonly string[] AllFetched =
        [.. ShapesDataset.Contents.Keys.Select(name => Path.Combine("shapes", name + ".gz")).Order(StringComparer.Ordinal)];

    private readonly ShapesDataset _shapes = new();

    public void Dispose() => _shapes.Dispose();

    [Fact]
    public async Task LoadAsync_NothingAtHand_FetchesAllFour()
    {
        using LoopbackServer server = new(ShapesDataset.Serve);

        Dataset dataset = await _shapes.LoadAsync(server.Address);

        ShapesDataset.AssertLoaded(dataset);
        Assert.Equal(AllFetched, _shapes.Folder.Files());
        Assert.Equal(ShapesDataset.Contents.Keys.Select(name => $"/mnist/{name}.gz"), server.Requests);
        Assert.Equal(ShapesDataset.Contents.Keys.Select(name => $"Fetching {name}.gz from {server.Address}"), _shapes.Messages);
    }

    [Fact]
    public async Task LoadAsync_OneFileMissing_FetchesThatOne()
    {
        using LoopbackServer server = new(ShapesDataset.Serve);
        foreach ((string name, byte[] content) in ShapesDataset.Contents.Skip(1))
            _shapes.Folder.Write($"shapes/{name}", content);

        ShapesDataset.AssertLoaded(await _shapes.LoadAsync(server.Address));

        Assert.Equal(["/mnist/train-images.gz"], server.Requests);
    }

    [Fact]
    public async Task LoadAsync_MirrorSendsUnpackedContent_TakesIt()
    {
        using LoopbackServer server = new(
            path => LoopbackServer.Response("200 OK", ShapesDataset.Contents[Path.GetFileNameWithoutExtension(path)]));

        ShapesDataset.AssertLoaded(await _shapes.LoadAsync(server.Address));
    }

    [Fact]
    public async Task LoadAsync_FirstMirrorFails_TriesItOnceThenStaysWithTheSecond()
    {
        using LoopbackServer without = new(_ => LoopbackServer.Response("404 Not Found", []));
        using LoopbackServer with = new(ShapesDataset.Serve);

        ShapesDataset.AssertLoaded(await _shapes.LoadAsync(without.Address, with.Address));

        Assert.Equal(["/mnist/train-images.gz"], without.Requests);
        Assert.Equal(4, with.Requests.Count);
        Assert.Contains($"{without.Address.Authority} did not give train-images.gz: 404 Not Found", _shapes.Messages);
    }

    [Fact]
    public async Task LoadAsync_FirstMirrorHasOtherContent_SkipsItAndSaysWhy()
    {
        using LoopbackServer wrong = new(_ => LoopbackServer.Response("200 OK", IdxBytes.Gzip(IdxBytes.Images(9, 9, 9))));
        using LoopbackServer right = new(ShapesDataset.Serve);

        ShapesDataset.AssertLoaded(await _shapes.LoadAsync(wrong.Address, right.Address));

        Assert.Equal(AllFetched, _shapes.Folder.Files());
        Assert.Contains(_shapes.Messages, message => message.Contains("wrong content (SHA-256 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadAsync_NoMirrorHelps_NamesFolderFilesAnswersAndWaysOut()
    {
        using LoopbackServer missing = new(_ => LoopbackServer.Response("404 Not Found", []));
        using LoopbackServer cut = new(Cut);
        using LoopbackServer wrong = new(_ => LoopbackServer.Response("200 OK", IdxBytes.Labels(1, 2, 3)));
        using LoopbackServer silent = new(_ => null);
        Uri nobody = LoopbackServer.Nobody();

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(
            () => _shapes.LoadAsync(missing.Address, cut.Address, wrong.Address, silent.Address, nobody));

        Assert.StartsWith(
            $"shapes is not complete in {Path.Combine(_shapes.Folder.Path, "shapes")} and train-images could not be downloaded ("
            + $"{missing.Address.Authority}: 404 Not Found; {cut.Address.Authority}: The response ended prematurely",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains($"{wrong.Address.Authority}: wrong content (SHA-256 ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{silent.Address.Authority}: no answer in time", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $"{nobody.Authority}: Connection refused). Put train-images, train-labels, test-images, test-labels there, "
            + "plain or with .gz after the name, or point --data or SWEEPER_DATA to a folder that has shapes/ with them.",
            error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(_shapes.Folder.Files());
        Assert.Single(missing.Requests);
    }

    [Theory]
    [InlineData("damaged gzip")]
    [InlineData("gzip with rubbish after it")]
    [InlineData("unpacks beyond the limit")]
    public async Task LoadAsync_MirrorSendsBrokenGzip_LeavesNothingBehind(string what)
    {
        byte[] whole = IdxBytes.Gzip(ShapesDataset.Contents["train-images"]);
        byte[] body = what switch
        {
            "damaged gzip" => [.. whole[..12], 0xFF, 0xFF, 0xFF, .. whole[15..]],
            "gzip with rubbish after it" => [.. whole, 1, 2, 3, 4],
            _ => IdxBytes.Gzip(new byte[2_000_000]),
        };
        using LoopbackServer server = new(_ => LoopbackServer.Response("200 OK", body));

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => _shapes.LoadAsync(server.Address));

        Assert.Contains("wrong content", error.Message, StringComparison.Ordinal);
        Assert.Empty(_shapes.Folder.Files());
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(39, false)]
    public async Task LoadAsync_NoHashKnown_HoldsDownloadsToTheirLength(long length, bool isTaken)
    {
        using LoopbackServer server = new(ShapesDataset.Serve);
        IdxDatasetSource source = ShapesDataset.Source(server.Address) with
        {
            TrainImages = new DatasetFile("train-images", null, length),
        };

        if (isTaken)
        {
            ShapesDataset.AssertLoaded(await _shapes.LoadAsync(source));
            return;
        }

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => _shapes.LoadAsync(source));
        Assert.Contains("wrong content (40 bytes instead of 39)", error.Message, StringComparison.Ordinal);
        Assert.Empty(_shapes.Folder.Files());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LoadAsync_ChecksumOfThePackedFile_IsHeldAgainstTheDownload(bool isRight)
    {
        using LoopbackServer server = new(ShapesDataset.Serve);
        string sum = IdxBytes.Sha256(isRight ? IdxBytes.Gzip(ShapesDataset.Contents["train-images"]) : [1]);
        IdxDatasetSource source = ShapesDataset.Source(server.Address) with
        {
            TrainImages = new DatasetFile("train-images", null, 40, sum),
        };

        if (isRight)
        {
            ShapesDataset.AssertLoaded(await _shapes.LoadAsync(source));
            return;
        }

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => _shapes.LoadAsync(source));
        string found = IdxBytes.Sha256(IdxBytes.Gzip(ShapesDataset.Contents["train-images"]));
        Assert.Contains(
            $"wrong content (SHA-256 {found[..8]}… instead of {sum[..8]}…)",
            error.Message,
            StringComparison.Ordinal);
        Assert.Empty(_shapes.Folder.Files());
    }

    [Fact]
    public async Task LoadAsync_FolderCannotBeMade_SaysSo()
    {
        using LoopbackServer server = new(ShapesDataset.Serve);
        _shapes.Folder.Write("shapes", [1]);

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => _shapes.LoadAsync(server.Address));

        Assert.Contains("train-images.gz cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(["shapes"], _shapes.Folder.Files());
    }

    private static byte[] Cut(string path) => ShapesDataset.Serve(path)[..^10];
}
