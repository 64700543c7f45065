using Sweeper.Datasets.Idx;
using Sweeper.Datasets.Published;

namespace Sweeper.Datasets.Tests.Idx;

public sealed class IdxDatasetLoaderTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Contents = new()
    {
        ["train-images"] = IdxBytes.Images(4, 3, 2),
        ["train-labels"] = IdxBytes.Labels(0, 1, 1, 0),
        ["test-images"] = IdxBytes.Images(2, 3, 2),
        ["test-labels"] = IdxBytes.Labels(1, 0),
    };

    private static readonly string[] AllFetched =
        [.. Contents.Keys.Select(name => Path.Combine("shapes", name + ".gz")).Order(StringComparer.Ordinal)];

    private readonly TemporaryFolder _root = new();
    private readonly List<string> _messages = [];

    [Theory]
    [InlineData("")]
    [InlineData(".gz")]
    public async Task LoadAsync_FilesAtHand_AsksNoMirror(string suffix)
    {
        using LoopbackServer server = new(Serve);
        foreach ((string name, byte[] content) in Contents)
            _root.Write($"shapes/{name}{suffix}", suffix == "" ? content : IdxBytes.Gzip(content));

        Dataset dataset = await LoadAsync(server.Address);

        AssertLoaded(dataset);
        Assert.Empty(server.Requests);
        Assert.Empty(_messages);
    }

    [Fact]
    public async Task LoadAsync_NothingAtHand_FetchesAllFour()
    {
        using LoopbackServer server = new(Serve);

        Dataset dataset = await LoadAsync(server.Address);

        AssertLoaded(dataset);
        Assert.Equal(AllFetched, _root.Files());
        Assert.Equal(Contents.Keys.Select(name => $"/mnist/{name}.gz"), server.Requests);
        Assert.Equal(Contents.Keys.Select(name => $"Fetching {name}.gz from {server.Address}"), _messages);
    }

    [Fact]
    public async Task LoadAsync_OneFileMissing_FetchesThatOne()
    {
        using LoopbackServer server = new(Serve);
        foreach ((string name, byte[] content) in Contents.Skip(1))
            _root.Write($"shapes/{name}", content);

        AssertLoaded(await LoadAsync(server.Address));

        Assert.Equal(["/mnist/train-images.gz"], server.Requests);
    }

    [Fact]
    public async Task LoadAsync_MirrorSendsUnpackedContent_TakesIt()
    {
        using LoopbackServer server = new(
            path => LoopbackServer.Response("200 OK", Contents[Path.GetFileNameWithoutExtension(path)]));

        AssertLoaded(await LoadAsync(server.Address));
    }

    [Fact]
    public async Task LoadAsync_FirstMirrorFails_TriesItOnceThenStaysWithTheSecond()
    {
        using LoopbackServer without = new(_ => LoopbackServer.Response("404 Not Found", []));
        using LoopbackServer with = new(Serve);

        AssertLoaded(await LoadAsync(without.Address, with.Address));

        Assert.Equal(["/mnist/train-images.gz"], without.Requests);
        Assert.Equal(4, with.Requests.Count);
        Assert.Contains($"{without.Address.Authority} did not give train-images.gz: 404 Not Found", _messages);
    }

    [Fact]
    public async Task LoadAsync_FirstMirrorHasOtherContent_SkipsItAndSaysWhy()
    {
        using LoopbackServer wrong = new(_ => LoopbackServer.Response("200 OK", IdxBytes.Gzip(IdxBytes.Images(9, 9, 9))));
        using LoopbackServer right = new(Serve);

        AssertLoaded(await LoadAsync(wrong.Address, right.Address));

        Assert.Equal(AllFetched, _root.Files());
        Assert.Contains(_messages, message => message.Contains("wrong content (SHA-256 ", StringComparison.Ordinal));
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
            () => LoadAsync(missing.Address, cut.Address, wrong.Address, silent.Address, nobody));

        Assert.StartsWith(
            $"shapes is not complete in {Path.Combine(_root.Path, "shapes")} and train-images could not be downloaded ("
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
        Assert.Empty(_root.Files());
        Assert.Single(missing.Requests);
    }

    [Theory]
    [InlineData("damaged gzip")]
    [InlineData("gzip with rubbish after it")]
    [InlineData("unpacks beyond the limit")]
    public async Task LoadAsync_MirrorSendsBrokenGzip_LeavesNothingBehind(string what)
    {
        byte[] whole = IdxBytes.Gzip(Contents["train-images"]);
        byte[] body = what switch
        {
            "damaged gzip" => [.. whole[..12], 0xFF, 0xFF, 0xFF, .. whole[15..]],
            "gzip with rubbish after it" => [.. whole, 1, 2, 3, 4],
            _ => IdxBytes.Gzip(new byte[2_000_000]),
        };
        using LoopbackServer server = new(_ => LoopbackServer.Response("200 OK", body));

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => LoadAsync(server.Address));

        Assert.Contains("wrong content", error.Message, StringComparison.Ordinal);
        Assert.Empty(_root.Files());
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(39, false)]
    public async Task LoadAsync_NoHashKnown_HoldsDownloadsToTheirLength(long length, bool isTaken)
    {
        using LoopbackServer server = new(Serve);
        IdxDatasetSource source = Source(server.Address) with { TrainImages = new DatasetFile("train-images", null, length) };

        if (isTaken)
        {
            AssertLoaded(await LoadAsync(source));
            return;
        }

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => LoadAsync(source));
        Assert.Contains("wrong content (40 bytes instead of 39)", error.Message, StringComparison.Ordinal);
        Assert.Empty(_root.Files());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LoadAsync_ChecksumOfThePackedFile_IsHeldAgainstTheDownload(bool isRight)
    {
        using LoopbackServer server = new(Serve);
        string sum = IdxBytes.Sha256(isRight ? IdxBytes.Gzip(Contents["train-images"]) : [1]);
        IdxDatasetSource source = Source(server.Address) with { TrainImages = new DatasetFile("train-images", null, 40, sum) };

        if (isRight)
        {
            AssertLoaded(await LoadAsync(source));
            return;
        }

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => LoadAsync(source));
        Assert.Contains(
            $"wrong content (SHA-256 {IdxBytes.Sha256(IdxBytes.Gzip(Contents["train-images"]))[..8]}… instead of {sum[..8]}…)",
            error.Message,
            StringComparison.Ordinal);
        Assert.Empty(_root.Files());
    }

    [Fact]
    public void Inspect_Files_SaysWhichAreTheRightOnes()
    {
        byte[] images = Contents["train-images"];
        IdxDatasetSource source = Source() with
        {
            TrainImages = new DatasetFile("train-images", null, 40, IdxBytes.Sha256(IdxBytes.Gzip(images))),
            TestImages = new DatasetFile("test-images", null, images.Length, IdxBytes.Sha256(IdxBytes.Gzip(images))),
        };
        _root.Write("shapes/train-images.gz", IdxBytes.Gzip(images));
        _root.Write("shapes/test-images", images);
        _root.Write("shapes/test-labels", Contents["train-labels"]);

        PublishedFile[] files = [.. IdxDatasetLoader.Inspect(source, _root.Path)];

        Assert.Equal(
            [PublishedFileState.Verified, PublishedFileState.Missing, PublishedFileState.Unverified,
                PublishedFileState.Different], files.Select(f => f.State));
        Assert.Equal(
            ["train-images.gz", "train-labels.gz", "test-images", "test-labels"], files.Select(f => Path.GetFileName(f.Path)));
    }

    [Fact]
    public void Inspect_DamagedGzip_IsDifferent()
    {
        byte[] whole = IdxBytes.Gzip(Contents["train-labels"]);
        _root.Write("shapes/train-labels.gz", whole[..^5]);
        _root.Write("shapes/test-labels.gz", [0x1f, 0x8b, 9, 9, 9, 9]);

        PublishedFile[] files = [.. IdxDatasetLoader.Inspect(Source(), _root.Path)];

        Assert.Equal(
            [PublishedFileState.Different, PublishedFileState.Different],
            files.Where((_, i) => i % 2 == 1).Select(f => f.State));
    }

    [Fact]
    public async Task LoadAsync_FolderCannotBeMade_SaysSo()
    {
        using LoopbackServer server = new(Serve);
        _root.Write("shapes", [1]);

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => LoadAsync(server.Address));

        Assert.Contains("train-images.gz cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(["shapes"], _root.Files());
    }

    [Fact]
    public async Task LoadAsync_LocalFileOfOtherContent_IsTakenWhenItIsSound()
    {
        using LoopbackServer server = new(Serve);
        _root.Write("shapes/train-labels", IdxBytes.Labels(1, 1, 1, 1));

        Dataset dataset = await LoadAsync(server.Address);

        Assert.Equal([1, 1, 1, 1], dataset.Train.Labels.ToArray());
    }

    [Fact]
    public async Task LoadAsync_LocalFileDamaged_IsNamedAndNotReplaced()
    {
        using LoopbackServer server = new(Serve);
        string path = _root.Write("shapes/train-labels", [1, 2, 3]);

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => LoadAsync(server.Address));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task LoadAsync_SetsOfDifferentImageSizes_AreRefused()
    {
        foreach ((string name, byte[] content) in Contents)
            _root.Write($"shapes/{name}", name == "test-images" ? IdxBytes.Images(2, 5, 5) : content);

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => LoadAsync());

        Assert.Contains("are 2×3 and the test images 5×5", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _root.Dispose();

    private static byte[] Serve(string path) =>
        LoopbackServer.Response("200 OK", IdxBytes.Gzip(Contents[Path.GetFileNameWithoutExtension(path)]));

    private static byte[] Cut(string path) => Serve(path)[..^10];

    private static DatasetFile Describe(string name) => new(name, IdxBytes.Sha256(Contents[name]));

    private static void AssertLoaded(Dataset dataset)
    {
        Assert.Equal("shapes", dataset.Name);
        Assert.Equal((4, 2, 3), (dataset.Train.Count, dataset.Train.Width, dataset.Train.Height));
        Assert.Equal([0, 1, 1, 0], dataset.Train.Labels.ToArray());
        Assert.Equal([1, 0], dataset.Test.Labels.ToArray());
        Assert.Equal(Contents["train-images"][16..], dataset.Train.Pixels.ToArray());
        Assert.Equal("square circle", string.Join(' ', dataset.ClassNames));
        Assert.Equal(DatasetChecksum.Compute(dataset.Train, dataset.Test), dataset.Checksum);
    }

    private static IdxDatasetSource Source(params Uri[] mirrors) => new()
    {
        Name = "shapes",
        TrainImages = Describe("train-images"),
        TrainLabels = Describe("train-labels"),
        TestImages = Describe("test-images"),
        TestLabels = Describe("test-labels"),
        Mirrors = [.. mirrors],
        ClassNames = ["square", "circle"],
    };

    private Task<Dataset> LoadAsync(params Uri[] mirrors) => LoadAsync(Source(mirrors));

    private Task<Dataset> LoadAsync(IdxDatasetSource source)
    {
        DownloadLimits limits = new() { Stall = TimeSpan.FromSeconds(10), MaxUnpackedBytes = 1_000_000 };
        ImmediateProgress progress = new(_messages.Add);
        return IdxDatasetLoader.LoadAsync(source, _root.Path, limits, progress, CancellationToken.None);
    }
}
