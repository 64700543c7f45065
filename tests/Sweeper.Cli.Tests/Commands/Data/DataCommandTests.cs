using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sweeper.Cli.Terminals;
using Sweeper.Datasets.Cifar;
using Sweeper.Datasets.Idx;
using Sweeper.Datasets.Published;

namespace Sweeper.Cli.Tests.Commands.Data;

public sealed class DataCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _broken = new(_ => LoopbackServer.Response("200 OK", Gzip("something else")));
    private readonly LoopbackServer _mirror = new(
        path => LoopbackServer.Response("200 OK", Gzip(Path.GetFileNameWithoutExtension(path))));

    [Fact]
    public void Fetch_FirstMirrorGivesSomethingElse_TakesTheNextAndVerifies()
    {
        CommandRun run = Run("fetch", "shapes");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal(["shapes: 4 of 4 files fetched, all have the published checksums, in "
            + $"{Path.Combine(_folder.Root, "shapes")}"], run.OutputLines);
        Assert.Contains(run.MessageLines, l =>
            l.Contains("did not give train-images.gz: wrong content (SHA-256 ", StringComparison.Ordinal));
        Assert.Equal(
            ["test-images.gz", "test-labels.gz", "train-images.gz", "train-labels.gz"],
            Directory.GetFiles(Path.Combine(_folder.Root, "shapes")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["shapes: nothing was missing, all have the published checksums, in "
            + Path.Combine(_folder.Root, "shapes")], Run("fetch", "shapes").OutputLines);
        Assert.Equal(4, _mirror.Requests.Count);
    }

    [Fact]
    public void List_BeforeAndAfterAFetch_SaysWhatIsThere()
    {
        JsonElement[] before = Files();
        Run("fetch", "shapes");
        File.WriteAllText(Path.Combine(_folder.Root, "shapes", "test-labels.gz"), "mine");
        JsonElement[] after = Files();

        Assert.All(before, f => Assert.Equal("missing", f.GetProperty("state").GetString()));
        Assert.Equal(["verified", "verified", "verified", "different"], after.Select(f => f.GetProperty("state").GetString()));
        Assert.Equal(Sha256("train-images"), after[0].GetProperty("sha256").GetString());
        Assert.Equal(Path.Combine(_folder.Root, "shapes", "train-images.gz"), after[0].GetProperty("path").GetString());
        Assert.StartsWith(
            "dataset,file,state,sha256,sha256_of,path", Run("list", "--format", "csv").Output, StringComparison.Ordinal);
        Assert.Contains("sweeper data fetch NAME", Run("list").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void FetchFrom_FolderBroughtByHand_TakesTheRightFilesAndDownloadsNone()
    {
        foreach (string name in (string[])["train-images", "train-labels", "test-images"])
            _folder.Write(Path.Combine("stick", "shapes", name), name);
        _folder.Write(Path.Combine("stick", "test-labels.gz"), Gzip("test-labels"));

        CommandRun run = Run("fetch", "shapes", "--from", _folder.File("stick"));

        Assert.Equal(["shapes: 4 of 4 files fetched, all have the published checksums, in "
            + $"{Path.Combine(_folder.Root, "shapes")}"], run.OutputLines);
        Assert.Equal(["test-images", "test-labels.gz", "train-images", "train-labels"],
            Directory.GetFiles(_folder.File("shapes")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(_mirror.Requests);
    }

    [Fact]
    public void FetchFrom_OneFile_TakesItAloneAndOnlyTheRightOne()
    {
        string right = _folder.Write(Path.Combine("stick", "train-images.gz"), Gzip("train-images"));
        string wrong = _folder.Write(Path.Combine("stick", "train-labels"), "mine"),
            other = _folder.Write(Path.Combine("stick", "notes.txt"), "");

        Assert.Equal(["shapes: 1 of 4 files fetched, all have the published checksums, in "
            + $"{Path.Combine(_folder.Root, "shapes")}"], Run("fetch", "shapes", "--from", right).OutputLines);
        Assert.Equal(["train-images.gz"], Directory.GetFiles(_folder.File("shapes")).Select(Path.GetFileName));
        Assert.Equal($"error: {wrong} is not the published file of shapes, or is damaged",
            Run("fetch", "shapes", "--from", wrong).MessageLines[^1]);
        Assert.StartsWith($"error: {other} is none of the files of shapes: they are train-images, ",
            Run("fetch", "shapes", "--from", other).MessageLines[^1], StringComparison.Ordinal);
        Assert.Equal($"error: {_folder.File("stick")} has no test-images, neither plain nor with .gz",
            Run("fetch", "shapes", "--from", NoLabels()).MessageLines[^1]);
        Assert.StartsWith("error: --from is 'nowhere', and there is no ",
            Run("fetch", "shapes", "--from", "nowhere").MessageLines[^1], StringComparison.Ordinal);

        string NoLabels()
        {
            File.WriteAllText(wrong, "train-labels");
            return _folder.File("stick");
        }
    }

    [Fact]
    public void Fetch_AnotherFileLiesThere_LeavesItAndSaysWhatToDo()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Root, "shapes"));
        string path = _folder.Write(Path.Combine("shapes", "train-labels"), "mine");

        CommandRun run = Run("fetch", "shapes");

        Assert.Equal(ExitCode.WrongEnvironment, run.ExitCode);
        Assert.Equal($"error: {path} is not the published file of shapes, or is damaged; move it away, and the same command "
            + "fetches it", run.MessageLines[^1]);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void Fetch_DatasetInAnArchive_TakesTheArchiveOrItsFiles()
    {
        using MemoryStream tar = new();
        using (TarWriter writer = new(tar, leaveOpen: true))
        {
            foreach (string name in (string[])["train.bin", "test.bin"])
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile,
                    $"pets-bin/{name}") { DataStream = new MemoryStream(new byte[3073]) });
        }

        byte[] archive = Gzip(tar.ToArray());
        using LoopbackServer mirror = new(_ => LoopbackServer.Response("200 OK", archive));
        var source = new CifarDatasetSource
        {
            Name = "pets",
            Archive = new("pets.tar", null, PackedSha256: Convert.ToHexStringLower(SHA256.HashData(archive))),
            Folder = "pets-bin",
            PythonVersion = ["pets-py"],
            TrainFiles = [new("train.bin", 1)],
            TestFiles = [new("test.bin", 1)],
            LabelBytes = 1,
            Mirrors = [mirror.Address],
            ClassNames = ["cat", "dog"],
        };
        string folder = Path.Combine(_folder.Root, "pets");

        CommandRun fetched = RunPets("fetch", "pets");
        JsonElement[] packed = [.. RunPets("list", "--format", "json").Json().EnumerateArray()];
        File.Delete(Path.Combine(folder, "pets.tar.gz"));
        foreach (string name in (string[])["train.bin", "test.bin"])
            File.WriteAllBytes(Path.Combine(folder, name), new byte[3073]);
        CommandRun again = RunPets("fetch", "pets");
        JsonElement[] unpacked = [.. RunPets("list", "--format", "json").Json().EnumerateArray()];

        Assert.Equal([$"pets: 1 of 1 files fetched, all have the published checksums, in {folder}"], fetched.OutputLines);
        Assert.Equal(("verified", "gzip"),
            (Assert.Single(packed).GetProperty("state").GetString(), packed[0].GetProperty("sha256_of").GetString()));
        Assert.Equal(
            [$"pets: nothing was missing, 2 lie unpacked, of which no checksum is published, in {folder}"], again.OutputLines);
        Assert.Equal(["unverified", "unverified"], unpacked.Select(f => f.GetProperty("state").GetString()));
        Assert.All(unpacked, f => Assert.Equal(JsonValueKind.Null, f.GetProperty("sha256_of").ValueKind));
        Assert.Single(mirror.Requests);

        CommandRun RunPets(params string[] arguments) =>
            CommandRun.With(context => context with { Datasets = [source] }, ["data", .. arguments, "--data", _folder.Root]);
    }

    [Theory]
    [InlineData("there is no dataset 'shape' to fetch; did you mean 'shapes'?", "data", "fetch", "shape")]
    [InlineData("which command? There are: list, fetch", "data")]
    [InlineData("there is no command 'fetsh'; there are: list, fetch", "data", "fetsh")]
    public void Data_WrongArguments_SaysWhatThereIs(string message, params string[] arguments)
    {
        CommandRun run = CommandRun.With(Shapes, arguments);

        Assert.Equal((ExitCode.WrongInput, $"error: {message}"), (run.ExitCode, run.MessageLines[0]));
    }

    [Fact]
    public void List_OfTheRealDatasets_HasAllWithTheirChecksums()
    {
        JsonElement[] files =
            [.. CommandRun.Of("data", "list", "--data", _folder.Root, "--format", "json").Json().EnumerateArray()];

        Assert.Equal(["mnist", "fashion-mnist", "cifar-10", "cifar-100"], files.Select(f => f.GetProperty("dataset").GetString())
            .Distinct());
        Assert.Equal(10, files.Select(f => f.GetProperty("sha256").GetString()).Where(s => s?.Length == 64).Distinct().Count());
    }

    public void Dispose()
    {
        _broken.Dispose();
        _mirror.Dispose();
        _folder.Dispose();
    }

    private static byte[] Gzip(string content) => Gzip(Encoding.ASCII.GetBytes(content));

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(content);
        return packed.ToArray();
    }

    private static string Sha256(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(content)));

    // Each file has its own name as its content.
    private CommandContext Shapes(CommandContext context)
    {
        DatasetFile[] files = [.. new[] { "train-images", "train-labels", "test-images", "test-labels" }.Select(n =>
            new DatasetFile(n, Sha256(n)))];
        var source = new IdxDatasetSource
        {
            Name = "shapes",
            TrainImages = files[0],
            TrainLabels = files[1],
            TestImages = files[2],
            TestLabels = files[3],
            Mirrors = [_broken.Address, _mirror.Address],
            ClassNames = ["a", "b"],
        };
        return context with { Datasets = [source] };
    }

    private JsonElement[] Files() => [.. Run("list", "--format", "json").Json().EnumerateArray()];

    private CommandRun Run(params string[] arguments) => CommandRun.With(Shapes, ["data", .. arguments, "--data", _folder.Root]);
}
