using Sweeper.Datasets.Cifar;
using Sweeper.Datasets.Published;
using Sweeper.Datasets.Tests.Idx;

namespace Sweeper.Datasets.Tests.Cifar;

public sealed class CifarDatasetLoaderTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Contents = new()
    {
        ["batch_1.bin"] = CifarBytes.File([], 0, 2, 1),
        ["batch_2.bin"] = CifarBytes.File([], 1, 0),
        ["test.bin"] = CifarBytes.File([], 2, 1),
    };

    private static readonly byte[] Archive = CifarBytes.Archive(
        [("pets-bin/readme.html", "<p>"u8.ToArray()), .. Contents.Select(c => ($"pets-bin/{c.Key}", c.Value))]);

    private readonly TemporaryFolder _root = new();
    private readonly List<string> _messages = [];

    [Theory]
    [InlineData("pets")]
    [InlineData("pets/pets-bin")]
    public async Task LoadAsync_UnpackedFilesAtHand_AsksNoMirror(string folder)
    {
        using LoopbackServer server = new(Serve);
        WriteFiles(folder);

        AssertLoaded(await LoadAsync(server.Address));

        Assert.Empty(server.Requests);
        Assert.Empty(_messages);
    }

    [Theory]
    [InlineData("pets.tar.gz")]
    [InlineData("pets.tar")]
    public async Task LoadAsync_ArchiveAtHand_ReadsItWhereItIs(string name)
    {
        using LoopbackServer server = new(Serve);
        _root.Write($"pets/{name}", name == "pets.tar" ? Unzip(Archive) : Archive);
        _root.Write("pets/batch_1.bin", [1, 2, 3]);

        AssertLoaded(await LoadAsync(server.Address));

        Assert.Empty(server.Requests);
        Assert.Equal(["pets/batch_1.bin", $"pets/{name}"], _root.Files());
    }

    [Fact]
    public async Task LoadAsync_NothingAtHand_FetchesTheArchiveOnce()
    {
        using LoopbackServer server = new(Serve);

        AssertLoaded(await LoadAsync(server.Address));
        AssertLoaded(await LoadAsync(server.Address));

        Assert.Equal(["/mnist/pets.tar.gz"], server.Requests);
        Assert.Equal(["pets/pets.tar.gz"], _root.Files());
        Assert.Equal([$"Fetching pets.tar.gz from {server.Address}"], _messages);
    }

    [Fact]
    public async Task LoadAsync_MirrorsGiveOtherContent_LeaveNothingBehind()
    {
        byte[] other = CifarBytes.Archive(Contents.Select(c => ($"pets-bin/{c.Key}", c.Value)));
        using LoopbackServer another = new(_ => LoopbackServer.Response("200 OK", other));
        using LoopbackServer plain = new(_ => LoopbackServer.Response("200 OK", Unzip(Archive)));
        using LoopbackServer cut = new(_ => LoopbackServer.Response("200 OK", Archive[..^9]));
        using LoopbackServer large = new(_ => LoopbackServer.Response("200 OK", [], announcedLength: 1_000_001));

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(
            () => LoadAsync(another.Address, plain.Address, cut.Address, large.Address));

        Assert.StartsWith(
            $"pets is not in {Path.Combine(_root.Path, "pets")} and pets.tar.gz could not be downloaded (",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains($"{another.Address.Authority}: wrong content (SHA-256 ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{plain.Address.Authority}: wrong content (no gzip", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{cut.Address.Authority}: wrong content (SHA-256 ", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"{large.Address.Authority}: announces 1000001 bytes, more than 1000000", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Put pets.tar.gz there, or the files unpacked from it (batch_1.bin, batch_2.bin, test.bin), "
            + "or point --data or SWEEPER_DATA to a folder that has pets/ with them.",
            error.Message,
            StringComparison.Ordinal);
        Assert.Empty(_root.Files());
    }

    [Theory]
    [InlineData("pets/pets-py/data_batch_1", "pets/pets-py")]
    [InlineData("pets-py/data_batch_1", "pets-py")]
    [InlineData("pets/pets-python.tar.gz", "pets/pets-python.tar.gz")]
    public async Task LoadAsync_PythonVersionAtHand_SaysThatTheBinaryOneIsNeeded(string file, string named)
    {
        _root.Write(file, [1]);
        _root.Write("pets/batch_2.bin", Contents["batch_2.bin"]);

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => LoadAsync(LoopbackServer.Nobody()));

        Assert.StartsWith(
            $"pets lacks batch_1.bin, test.bin in {Path.Combine(_root.Path, "pets")} and ",
            error.Message,
            StringComparison.Ordinal);
        Assert.EndsWith(
            $" {Path.Combine(_root.Path, named)} is the version for Python, which cannot be read: "
            + $"the binary version is needed.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_FileCutOffOrTooLong_NamesItItsLengthAndTheRightOne()
    {
        foreach (byte[] wrong in new[] { Contents["batch_2.bin"][..^1], Contents["batch_2.bin"][..3073],
            [.. Contents["batch_2.bin"], 0], [] })
        {
            WriteFiles("pets");
            string path = _root.Write("pets/batch_2.bin", wrong);

            DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => LoadAsync());

            Assert.Equal(
                $"{path} has {wrong.Length} bytes; the batch_2.bin of pets has 6146: 2 images of 3073 bytes. "
                + $"Replace it with that of the published pets.tar.gz.", error.Message);
        }
    }

    [Fact]
    public async Task LoadAsync_LabelThatIsNoClass_NamesItAndItsImage()
    {
        WriteFiles("pets");
        string path = _root.Write("pets/batch_1.bin", CifarBytes.File([], 0, 1, 3));

        DatasetException error = await Assert.ThrowsAsync<DatasetException>(() => LoadAsync());

        Assert.Equal(
            $"{path} has label 3 at image 2; labels go from 0 to 2. Replace it with that of the published pets.tar.gz.",
            error.Message);
    }

    [Fact]
    public async Task LoadAsync_TwoLabelsAnImage_TakesTheLast()
    {
        foreach (string name in Contents.Keys)
            _root.Write(
                $"pets/{name}", CifarBytes.File([19], Enumerable.Repeat((byte)2, Contents[name].Length / 3073).ToArray()));

        Dataset dataset = await LoadAsync(Source() with { LabelBytes = 2 });

        Assert.Equal([2, 2, 2, 2, 2], dataset.Train.Labels.ToArray());
        Assert.Equal(CifarBytes.Value(1, 0, 0, 2), dataset.Test.Image(1)[2]);
    }

    [Fact]
    public void Inspect_EachWayToHaveIt_SaysWhatIsThere()
    {
        PublishedFile missing = Assert.Single(Inspect());
        _root.Write("pets/pets.tar.gz", Archive);
        PublishedFile verified = Assert.Single(Inspect());
        _root.Write("pets/pets.tar.gz", CifarBytes.Archive(("a", [1])));
        PublishedFile other = Assert.Single(Inspect());
        WriteFiles("pets/pets-bin");
        _root.Write("pets/pets-bin/test.bin", [1]);
        PublishedFile[] unpacked = [.. Inspect()];

        Assert.Equal(
            (PublishedFileState.Missing, Path.Combine(_root.Path, "pets", "pets.tar.gz")), (missing.State, missing.Path));
        Assert.Equal((PublishedFileState.Verified, missing.Path), (verified.State, verified.Path));
        Assert.Equal(PublishedFileState.Different, other.State);
        Assert.Equal(
            [PublishedFileState.Unverified, PublishedFileState.Unverified, PublishedFileState.Different],
            unpacked.Select(file => file.State));
        Assert.Equal(Path.Combine(_root.Path, "pets", "pets-bin", "batch_2.bin"), unpacked[1].Path);
    }

    public void Dispose() => _root.Dispose();

    private static byte[] Serve(string path) => LoopbackServer.Response("200 OK", Archive);

    private static byte[] Unzip(byte[] packed)
    {
        using MemoryStream unpacked = new();
        GzipBytes.Unpack(new MemoryStream(packed)).CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static void AssertLoaded(Dataset dataset)
    {
        Assert.Equal(("pets", "cat dog emu"), (dataset.Name, string.Join(' ', dataset.ClassNames)));
        Assert.Equal((5, 32, 32, 3), (dataset.Train.Count, dataset.Train.Width, dataset.Train.Height, dataset.Train.Channels));
        Assert.Equal([0, 2, 1, 1, 0], dataset.Train.Labels.ToArray());
        Assert.Equal([2, 1], dataset.Test.Labels.ToArray());
        Assert.Equal(Interleaved(1), dataset.Train.Image(4).ToArray());
        Assert.Equal(Interleaved(0), dataset.Test.Image(0).ToArray());
        Assert.Equal(DatasetChecksum.Compute(dataset.Train, dataset.Test), dataset.Checksum);
    }

    private static byte[] Interleaved(int image) =>
        [.. Enumerable.Range(0, 3072).Select(i => CifarBytes.Value(image, i / 3 / 32, i / 3 % 32, i % 3))];

    private static CifarDatasetSource Source(params Uri[] mirrors) => new()
    {
        Name = "pets",
        Archive = new("pets.tar", null, PackedSha256: IdxBytes.Sha256(Archive)),
        Folder = "pets-bin",
        PythonVersion = ["pets-py", "pets-python.tar.gz"],
        TrainFiles = [new("batch_1.bin", 3), new("batch_2.bin", 2)],
        TestFiles = [new("test.bin", 2)],
        LabelBytes = 1,
        Mirrors = [.. mirrors],
        ClassNames = ["cat", "dog", "emu"],
    };

    private void WriteFiles(string folder)
    {
        foreach ((string name, byte[] content) in Contents)
            _root.Write($"{folder}/{name}", content);
    }

    private IEnumerable<PublishedFile> Inspect() => Source().Inspect(_root.Path);

    private Task<Dataset> LoadAsync(params Uri[] mirrors) => LoadAsync(Source(mirrors));

    private Task<Dataset> LoadAsync(CifarDatasetSource source)
    {
        DownloadLimits limits = new() { Stall = TimeSpan.FromSeconds(10), MaxBytes = 1_000_000, MaxUnpackedBytes = 1_000_000 };
        return CifarDatasetLoader.LoadAsync(
            source, _root.Path, limits, new ImmediateProgress(_messages.Add), CancellationToken.None);
    }
}
