using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Sweeper.Neural.Datasets.Mirrors;

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
            using MemoryStream packed = new(content);
            using Stream unpacked = GzipBytes.Unpack(packed);
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int read = unpacked.Read(buffer); read > 0; read = unpacked.Read(buffer))
            {
                total += read;
                if (total > limits.MaxUnpackedBytes)
                    return $"wrong content (unpacks to more than {limits.MaxUnpackedBytes} bytes)";
                hash.AppendData(buffer, 0, read);
            }

            if (GzipBytes.IsGzip(packed) && GzipBytes.UnpackedLength(packed) != total)
                return "wrong content (gzip that is cut off, or something after its end)";
            string found = Convert.ToHexStringLower(hash.GetHashAndReset());
            if (file.Length is long length && length != total)
                return $"wrong content ({total} bytes instead of {length})";
            return file.Sha256 is null || found == file.Sha256
                ? null
                : $"wrong content (SHA-256 {found[..8]}… instead of {file.Sha256[..8]}…)";
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
