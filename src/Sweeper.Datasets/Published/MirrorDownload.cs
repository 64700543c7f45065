using System.Collections.Immutable;

namespace Sweeper.Datasets.Published;

/// <summary>
/// Fetches files from the first mirror that has them with the right content, and only such content reaches the disk.
/// </summary>
internal sealed class MirrorDownload(ImmutableArray<Uri> mirrors, DownloadLimits limits, IProgress<string>? progress)
    : IDisposable
{
    private readonly MirrorClient _client = new(limits);

    // The mirror that answered last comes first: one that cannot be reached costs its waiting time once, not once per file.
    private ImmutableArray<Uri> _mirrors = mirrors;

    /// <summary>
    /// Saves <paramref name="file"/> as <paramref name="path"/>, whose folder is made if need be. Returns what each mirror that
    /// failed answered: as many as there are mirrors when nothing was saved.
    /// </summary>
    /// <exception cref="DatasetException">The file cannot be written.</exception>
    public async Task<IReadOnlyList<string>> FetchAsync(DatasetFile file, string path, CancellationToken cancellationToken)
    {
        List<string> refusals = [];
        foreach (Uri mirror in _mirrors)
        {
            Uri address = new(mirror, file.Name + ".gz");
            progress?.Report($"Fetching {file.Name}.gz from {mirror}");
            MirrorAnswer answer = await _client.GetAsync(address, cancellationToken).ConfigureAwait(false);
            string? refusal = answer.Refusal ?? CheckContent(answer.Content, file);
            if (refusal is null)
            {
                Save(path, answer.Content);
                _mirrors = _mirrors.Remove(mirror).Insert(0, mirror);
                break;
            }

            refusals.Add($"{mirror.Authority}: {refusal}");
            progress?.Report($"{mirror.Authority} did not give {file.Name}.gz: {refusal}");
        }

        return refusals;
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Null when the unpacked content is the expected one.</summary>
    private string? CheckContent(byte[] content, DatasetFile file)
    {
        try
        {
            using MemoryStream packed = new(content, writable: false);
            if (file.Sha256 is null && file.PackedSha256 is not null && !GzipBytes.IsGzip(packed))
                return "wrong content (no gzip, of which alone a checksum is published)";
            return FileChecksum.FindDifference(packed, file, limits.MaxUnpackedBytes) is string difference
                ? $"wrong content ({difference})"
                : null;
        }
        catch (InvalidDataException)
        {
            return "wrong content (damaged gzip)";
        }
    }

    /// <summary>Under a temporary name first: a file under its own name is always whole, even after a power loss.</summary>
    private static void Save(string path, byte[] content)
    {
        string temporary = $"{path}.{Path.GetRandomFileName()}.partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            throw new DatasetException(
                $"{path} cannot be written: {e.Message} Point --data or SWEEPER_DATA to a folder that can.", e);
        }
    }
}
