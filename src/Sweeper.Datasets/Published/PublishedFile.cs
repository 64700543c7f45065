namespace Sweeper.Datasets.Published;

/// <summary>A file of a published dataset, looked for on disk.</summary>
/// <param name="File">The file as it is published.</param>
/// <param name="Path">Where it is; where it would be fetched to when it is missing.</param>
/// <param name="State">Whether it is the right one.</param>
public sealed record PublishedFile(DatasetFile File, string Path, PublishedFileState State)
{
    /// <summary>Looks for a file, plain or with <c>.gz</c> after its name, and at what is in it.</summary>
    /// <exception cref="DatasetException">It cannot be read.</exception>
    public static PublishedFile Inspect(DatasetFile file, string folder)
    {
        string plain = System.IO.Path.Combine(folder, file.Name);
        if (Find(plain) is not string path)
            return new PublishedFile(file, plain + ".gz", PublishedFileState.Missing);
        try
        {
            using FileStream content = System.IO.File.OpenRead(path);
            bool isComparable = file.Sha256 is not null || (file.PackedSha256 is not null && GzipBytes.IsGzip(content));
            bool isDifferent = FileChecksum.FindDifference(content, file, DownloadLimits.Default.MaxUnpackedBytes) is not null;
            return new PublishedFile(file, path, isDifferent ? PublishedFileState.Different : isComparable
                ? PublishedFileState.Verified : PublishedFileState.Unverified);
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

    /// <summary>
    /// The path itself or with <c>.gz</c>, or with a dot for the hyphen before <c>idx</c>, as some sites name the files of
    /// MNIST; whichever there is, null when there is none.
    /// </summary>
    internal static string? Find(string path)
    {
        string other = System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(path) ?? "", System.IO.Path.GetFileName(path)
                .Replace("-idx", ".idx", StringComparison.Ordinal));
        return new[] { path, path + ".gz", other, other + ".gz" }.FirstOrDefault(System.IO.File.Exists);
    }
}

/// <summary>One file of a published dataset.</summary>
/// <param name="Name">Without <c>.gz</c>; both forms are looked for on disk, and <c>.gz</c> is what mirrors are asked
/// for.</param>
/// <param name="Sha256">Of the unpacked content: 64 lower-case hexadecimal digits; null where none is published. Downloads must
/// match it; files put there by hand may differ.</param>
/// <param name="Length">Bytes of the unpacked content, which downloads must have; null where <paramref name="Sha256"/> says
/// enough.</param>
/// <param name="PackedSha256">
/// Of the file with <c>.gz</c> as mirrors have it, where that is what is published; null otherwise.
/// </param>
public sealed record DatasetFile(string Name, string? Sha256, long? Length = null, string? PackedSha256 = null);

/// <summary>How a file of a published dataset lies on disk.</summary>
public enum PublishedFileState
{
    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It has the published checksum.</summary>
    Verified,

    /// <summary>It has the published length, but lies unpacked, and only the checksum of the packed file is published.</summary>
    Unverified,

    /// <summary>It is another file, or a damaged one.</summary>
    Different,
}
