using Sweeper.Datasets.Published;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Idx;

/// <summary>Loads a published dataset from the data folder, after fetching from its mirrors what is not there.</summary>
public static class IdxDatasetLoader
{
    /// <summary>
    /// Loads <paramref name="source"/> from the folder of its name in <paramref name="dataRoot"/>, where files lie plain or with
    /// <c>.gz</c>. Only missing files are fetched; <paramref name="progress"/> is told of each in a sentence.
    /// </summary>
    /// <exception cref="DatasetException">A file is damaged, or missing and no mirror gave it.</exception>
    public static Task<Dataset> LoadAsync(
        IdxDatasetSource source,
        string dataRoot,
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default) =>
        LoadAsync(source, dataRoot, DownloadLimits.Default, progress, cancellationToken);

    internal static async Task<Dataset> LoadAsync(
        IdxDatasetSource source,
        string dataRoot,
        DownloadLimits limits,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        string folder = FolderOf(source, dataRoot);
        await FetchMissingAsync(source, dataRoot, limits, progress, cancellationToken).ConfigureAwait(false);
        LabelledImages train = Read(folder, source.TrainImages, source.TrainLabels, source.ClassNames.Length);
        LabelledImages test = Read(folder, source.TestImages, source.TestLabels, source.ClassNames.Length);
        if ((train.Width, train.Height) != (test.Width, test.Height))
        {
            throw new DatasetException(
                $"The training images in {folder} are {train.Width}×{train.Height} and the test images "
                + $"{test.Width}×{test.Height}; "
                + "they must be of one size.");
        }

        return new Dataset
        {
            Name = source.Name,
            Train = train,
            Test = test,
            ClassNames = source.ClassNames,
            Checksum = DatasetChecksum.Compute(train, test),
        };
    }

    /// <summary>
    /// Fetches the files that are not there, from the first mirror that gives the right one. None is replaced.
    /// </summary>
    /// <exception cref="DatasetException">No mirror gave a file, or it cannot be written.</exception>
    public static Task FetchMissingAsync(
        IdxDatasetSource source, string dataRoot, IProgress<string>? progress, CancellationToken cancellationToken) =>
        FetchMissingAsync(source, dataRoot, DownloadLimits.Default, progress, cancellationToken);

    /// <summary>Looks for the files of a dataset and at what is in them.</summary>
    /// <exception cref="DatasetException">A file cannot be read.</exception>
    public static IEnumerable<PublishedFile> Inspect(IdxDatasetSource source, string dataRoot) =>
        source.Files.Select(file => PublishedFile.Inspect(file, FolderOf(source, dataRoot)));

    private static async Task FetchMissingAsync(
        IdxDatasetSource source, string dataRoot, DownloadLimits limits, IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        string folder = FolderOf(source, dataRoot);
        DatasetFile[] missing = [.. source.Files.Where(file => Find(folder, file) is null)];
        if (missing.Length == 0)
            return;
        using MirrorDownload download = new(source.Mirrors, limits, progress);
        await FetchAsync(source, missing, folder, download, cancellationToken).ConfigureAwait(false);
    }

    private static string FolderOf(IdxDatasetSource source, string dataRoot) =>
        Path.GetFullPath(Path.Combine(dataRoot, source.Name));

    private static async Task FetchAsync(
        IdxDatasetSource source, DatasetFile[] missing, string folder, MirrorDownload download,
        CancellationToken cancellationToken)
    {
        foreach (DatasetFile file in missing)
        {
            string path = Path.Combine(folder, file.Name + ".gz");
            IReadOnlyList<string> refusals = await download.FetchAsync(file, path, cancellationToken).ConfigureAwait(false);
            // The other files would fail alike: a machine without a network should not wait for each of them.
            if (refusals.Count == source.Mirrors.Length)
                throw Unavailable(source, folder, file, refusals);
        }
    }

    private static LabelledImages Read(string folder, DatasetFile images, DatasetFile labels, int classCount) =>
        IdxImages.Read(
            Find(folder, images) ?? Path.Combine(folder, images.Name),
            Find(folder, labels) ?? Path.Combine(folder, labels.Name),
            classCount);

    private static string? Find(string folder, DatasetFile file) => PublishedFile.Find(Path.Combine(folder, file.Name));

    private static DatasetException Unavailable(
        IdxDatasetSource source, string folder, DatasetFile file, IReadOnlyList<string> refusals) => new(
        $"{source.Name} is not complete in {folder} and {file.Name} could not be downloaded ({string.Join("; ", refusals)}). "
        + $"Put {string.Join(", ", source.Files.Select(f => f.Name))} there, plain or with .gz after the name, "
        + $"or point --data or SWEEPER_DATA to a folder that has {source.Name}/ with them.");
}
