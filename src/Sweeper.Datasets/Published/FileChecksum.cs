using System.Security.Cryptography;

namespace Sweeper.Datasets.Published;

/// <summary>Compares the content of a file with what is published of it.</summary>
internal static class FileChecksum
{
    /// <summary>In words, what is wrong with a content; null when nothing that is published speaks against it.</summary>
    /// <param name="content">Plain or gzip; it can be sought in.</param>
    /// <param name="file">What is published.</param>
    /// <param name="maxUnpackedBytes">Beyond it, nothing is unpacked.</param>
    /// <exception cref="InvalidDataException">It is a gzip that cannot be unpacked.</exception>
    public static string? FindDifference(Stream content, DatasetFile file, long maxUnpackedBytes)
    {
        if (file.PackedSha256 is string packed && GzipBytes.IsGzip(content))
        {
            content.Position = 0;
            if (Differs(Convert.ToHexStringLower(SHA256.HashData(content)), packed) is string difference)
                return difference;
        }

        content.Position = 0;
        using Stream unpacked = GzipBytes.Unpack(content);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int read = unpacked.Read(buffer); read > 0; read = unpacked.Read(buffer))
        {
            total += read;
            if (total > maxUnpackedBytes)
                return $"unpacks to more than {maxUnpackedBytes} bytes";
            hash.AppendData(buffer, 0, read);
        }

        if (GzipBytes.IsGzip(content) && !GzipBytes.EndsWhole(content, total))
            return "gzip that is cut off, or something after its end";
        if (file.Length is long length && length != total)
            return $"{total} bytes instead of {length}";
        return file.Sha256 is null ? null : Differs(Convert.ToHexStringLower(hash.GetHashAndReset()), file.Sha256);
    }

    private static string? Differs(string found, string published) =>
        found == published ? null : $"SHA-256 {found[..8]}… instead of {published[..8]}…";
}
