using System.Text.Json;

namespace Sweeper.Clusters.Files;

/// <summary>
/// Follows a file of lines of JSON that grows: each line is handed out once, and one without its end is left for later. For one
/// thread.
/// </summary>
/// <param name="path">The file, which need not be there yet.</param>
internal sealed class GrowingLines<T>(string path)
    where T : class
{
    private long _offset;

    /// <summary>Why nothing more is read of it, as a sentence without a full stop; null while it is whole.</summary>
    public string? Damage { get; private set; }

    /// <summary>The lines that came since the last call.</summary>
    public IEnumerable<T> Read()
    {
        if (Damage is not null || ReadBytes() is not { Length: > 0 } bytes)
            yield break;
        int start = 0;
        while (bytes.AsSpan(start).IndexOf((byte)'\n') is >= 0 and int length)
        {
            if (Parse(bytes.AsSpan(start, length)) is not T line)
                yield break;
            start += length + 1;
            _offset += length + 1;
            yield return line;
        }
    }

    private T? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, ClusterJson.Options) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            Damage = FormattableString.Invariant($"'{path}' is damaged at byte {_offset}: {e.Message}");
            return null;
        }
    }

    private byte[]? ReadBytes()
    {
        try
        {
            using var stream = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            long length = stream.Length - _offset;
            if (length <= 0)
                return null;
            stream.Position = _offset;
            byte[] bytes = new byte[length];
            int count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..count];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
