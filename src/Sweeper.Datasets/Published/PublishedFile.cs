namespace Sweeper.Datasets.Published;

/// <summary>A file of a published dataset, looked for on disk.</summary>
/// <param name="File">The file as it is published.</param>
/// <param name="Path">Where it is; where it would be fetched to when it is missing.</param>
/// <param name="State">Whether it is the right one.</param>
public sealed record PublishedFile(DatasetFile File, string Path, PublishedFileState State)
{
    /// <summary>Looks for a file, plain or with <c>.gz</c> after its name, and at what is in it.</summary>
    /// <exception cref="DatasetException">It cannot be read.</exception>
    internal static PublishedFile Inspect(DatasetFile file, string folder)
    {
        string plain = System.IO.Path.Combine(folder, file.Name);
        if (Find(plain) is not string path)
            return new PublishedFile(file, plain + ".gz", PublishedFileState.Missing);
        try
        {
            using FileStream content = System.IO.File.OpenRead(path);
            bool isComparable = file.Sha256 is not null || (file.PackedSha256 is not null && GzipBytes.IsGzip(content));
            bool isDifferent = FileChecksum.FindDifference(content, file, DownloadLimits.Default.MaxUnpackedBytes) is not null;
            return new PublishedFile(file, path, isDifferent ? PublishedFileState.Different : isComparable ? PublishedFileState.Verified : PublishedFileState.Unverified);
        }
        catch (InvalidDataException)
        {
            return new PublishedFile(file, path, PublishedFileState.Different);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The path itself or with <c>.gz</c>, whichever there is; null when there is neither.</summary>
    internal static string? Find(string path) =>
        System.IO.File.Exists(path) ? path : System.IO.File.Exists(path + ".gz") ? path + ".gz" : null;
}
