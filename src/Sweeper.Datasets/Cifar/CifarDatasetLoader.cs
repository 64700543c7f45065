using Sweeper.Datasets.Published;

namespace Sweeper.Datasets.Cifar;

/// <summary>
/// Loads a CIFAR dataset from the data folder, after fetching its archive when neither that nor its files are there.
/// </summary>
internal static class CifarDatasetLoader
{
    /// <summary>
    /// Loads <paramref name="source"/> from the folder of its name in <paramref name="dataRoot"/>: its files, there or in the
    /// folder below that the archive unpacks to, or else the archive itself, which stays packed.
    /// </summary>
    /// <exception cref="DatasetException">A file is damaged, or missing and no mirror gave it.</exception>
    public static async Task<Dataset> LoadAsync(
        CifarDatasetSource source, string dataRoot, DownloadLimits limits, IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        await FetchMissingAsync(source, dataRoot, limits, progress, cancellationToken).ConfigureAwait(false);
        string folder = FolderOf(source, dataRoot);
        CifarRecords train = new(source, source.TrainFiles), test = new(source, source.TestFiles);
        if (IsUnpacked(source, folder))
        {
            foreach (CifarFile file in source.Files)
                ReadFile(file, Find(source, folder, file)!, Read);
        }
        else
        {
            CifarArchive.Read(FindArchive(source, folder)!, source, Read);
        }

        return DatasetParts.Join(source.Name, train.Images, test.Images, source.ClassNames);

        void Read(CifarFile file, Stream content, long length, string name)
        {
            if (!train.TryRead(file, content, length, name))
                test.TryRead(file, content, length, name);
        }
    }

    /// <summary>Fetches the archive, unless it or all of its files are there.</summary>
    /// <exception cref="DatasetException">No mirror gave it, or it cannot be written.</exception>
    public static async Task FetchMissingAsync(
        CifarDatasetSource source, string dataRoot, DownloadLimits limits, IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        string folder = FolderOf(source, dataRoot);
        if (IsUnpacked(source, folder) || FindArchive(source, folder) is not null)
            return;
        using MirrorDownload download = new(source.Mirrors, limits, progress);
        IReadOnlyList<string> refusals =
            await download.FetchAsync(source.Archive, Path.Combine(folder, source.Archive.Name + ".gz"), cancellationToken)
                .ConfigureAwait(false);
        if (refusals.Count == source.Mirrors.Length)
            throw Unavailable(source, dataRoot, folder, refusals);
    }

    /// <summary>Looks for the files, or the archive where they are not all there, and at what is in them.</summary>
    /// <exception cref="DatasetException">A file cannot be read.</exception>
    public static IEnumerable<PublishedFile> Inspect(CifarDatasetSource source, string dataRoot)
    {
        string folder = FolderOf(source, dataRoot);
        return IsUnpacked(source, folder)
            ? source.Files.Select(file => PublishedFile.Inspect(
                new DatasetFile(file.Name, null, (long)file.Records * source.RecordLength),
                Path.GetDirectoryName(Find(source, folder, file))!))
            : [PublishedFile.Inspect(source.Archive, folder)];
    }

    private static void ReadFile(CifarFile file, string path, Action<CifarFile, Stream, long, string> read)
    {
        try
        {
            using FileStream content = File.OpenRead(path);
            read(file, content, content.Length, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static string FolderOf(CifarDatasetSource source, string dataRoot) =>
        Path.GetFullPath(Path.Combine(dataRoot, source.Name));

    private static bool IsUnpacked(CifarDatasetSource source, string folder) =>
        source.Files.All(file => Find(source, folder, file) is not null);

    private static string? Find(CifarDatasetSource source, string folder, CifarFile file) =>
        new[] { Path.Combine(folder, file.Name), Path.Combine(folder, source.Folder, file.Name) }.FirstOrDefault(File.Exists);

    private static string? FindArchive(CifarDatasetSource source, string folder) =>
        PublishedFile.Find(Path.Combine(folder, source.Archive.Name));

    private static DatasetException Unavailable(
        CifarDatasetSource source, string dataRoot, string folder, IReadOnlyList<string> refusals)
    {
        string archive = source.Archive.Name + ".gz";
        CifarFile[] missing = [.. source.Files.Where(file => Find(source, folder, file) is null)];
        string lacking = missing.Length < source.Files.Count() ? $"lacks {Names(missing)}" : "is not";
        string? python = new[] { folder, Path.GetFullPath(dataRoot) }
            .SelectMany(place => source.PythonVersion.Select(name => Path.Combine(place, name)))
            .FirstOrDefault(Path.Exists);
        string hint = python is null
            ? ""
            : $" {python} is the version for Python, which cannot be read: the binary version is needed.";
        return new DatasetException(
            $"{source.Name} {lacking} in {folder} and {archive} could not be downloaded ({string.Join("; ", refusals)}). "
            + $"Put {archive} there, or the files unpacked from it ({Names(source.Files)}), "
            + $"or point --data or SWEEPER_DATA to a folder that has {source.Name}/ with them.{hint}");
    }

    private static string Names(IEnumerable<CifarFile> files) => string.Join(", ", files.Select(file => file.Name));
}
