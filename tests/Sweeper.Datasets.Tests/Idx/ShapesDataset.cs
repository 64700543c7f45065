using Sweeper.Datasets.Idx;
using Sweeper.Datasets.Published;

namespace Sweeper.Datasets.Tests.Idx;

/// <summary>The dataset <c>shapes</c> of six images in IDX files, and a folder to load it from or to fetch it into.</summary>
internal sealed class ShapesDataset : IDisposable
{
    public static readonly Dictionary<string, byte[]> Contents = new()
    {
        ["train-images"] = IdxBytes.Images(4, 3, 2),
        ["train-labels"] = IdxBytes.Labels(0, 1, 1, 0),
        ["test-images"] = IdxBytes.Images(2, 3, 2),
        ["test-labels"] = IdxBytes.Labels(1, 0),
    };

    public TemporaryFolder Folder { get; } = new();

    public List<string> Messages { get; } = [];

    public void Dispose() => Folder.Dispose();

    public static byte[] Serve(string path) =>
        LoopbackServer.Response("200 OK", IdxBytes.Gzip(Contents[Path.GetFileNameWithoutExtension(path)]));

    public static IdxDatasetSource Source(params Uri[] mirrors) => new()
    {
        Name = "shapes",
        TrainImages = Describe("train-images"),
        TrainLabels = Describe("train-labels"),
        TestImages = Describe("test-images"),
        TestLabels = Describe("test-labels"),
        Mirrors = [.. mirrors],
        ClassNames = ["square", "circle"],
    };

    public Task<Dataset> LoadAsync(params Uri[] mirrors) => LoadAsync(Source(mirrors));

    public Task<Dataset> LoadAsync(IdxDatasetSource source)
    {
        DownloadLimits limits = new() { Stall = TimeSpan.FromSeconds(10), MaxUnpackedBytes = 1_000_000 };
        ImmediateProgress progress = new(Messages.Add);
        return IdxDatasetLoader.LoadAsync(source, Folder.Path, limits, progress, CancellationToken.None);
    }

    public static void AssertLoaded(Dataset dataset)
    {
        Assert.Equal("shapes", dataset.Name);
        Assert.Equal((4, 2, 3), (dataset.Train.Count, dataset.Train.Width, dataset.Train.Height));
        Assert.Equal([0, 1, 1, 0], dataset.Train.Labels.ToArray());
        Assert.Equal([1, 0], dataset.Test.Labels.ToArray());
        Assert.Equal(Contents["train-images"][16..], dataset.Train.Pixels.ToArray());
        Assert.Equal("square circle", string.Join(' ', dataset.ClassNames));
        Assert.Equal(DatasetChecksum.Compute(dataset.Train, dataset.Test), dataset.Checksum);
    }

    private static DatasetFile Describe(string name) => new(name, IdxBytes.Sha256(Contents[name]));
}
