using System.Text;
using CsvHelper;

namespace Sweeper.Datasets.Csv;

/// <summary>The content of a CSV file, before anything is known of its columns.</summary>
internal static class CsvText
{
    /// <summary>The largest file read: 1 GiB.</summary>
    public const long MaxBytes = 1L << 30;

    private const int LongestShown = 20;

    // A line is a record, whatever its quotes: one that is not closed must not swallow the rest. Spaces are taken off where they
    // are found, because looking for them at every field takes longer than all the rest.
    private static readonly CsvReaderOptions Options =
        new() { Separator = ',', HasHeader = false, AllowLineBreaksInQuotes = false, SkipEmptyLines = false,
            TrackLineNumbers = true };

    /// <exception cref="DatasetException">The file cannot be read, or is no text in UTF-8.</exception>
    public static byte[] ReadFile(string path)
    {
        try
        {
            if (!File.Exists(path) && File.Exists(path + ".gz"))
                throw new DatasetException($"{path}.gz is packed with gzip; unpack it first.");
            var file = new FileInfo(path);
            if (file.Length > MaxBytes)
                throw new DatasetException($"{path} is too large: it has {file.Length} bytes; at most {MaxBytes} are read.");
            byte[] content = File.ReadAllBytes(path);
            Check(content, path);
            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The records of a content, one a line.</summary>
    public static CsvReader Records(byte[] content) => CsvReader.Create(content, Options);

    /// <summary>A field without spaces around it, and without quotes that come after such spaces.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> field)
    {
        ReadOnlySpan<byte> trimmed = field.Trim(" \t"u8);
        return trimmed is [(byte)'"', .., (byte)'"'] ? trimmed[1..^1].Trim(" \t"u8) : trimmed;
    }

    /// <summary>A field as text, trimmed.</summary>
    public static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(Trim(field));

    /// <summary>A field as messages show it: short.</summary>
    public static string Shown(string field) => field.Length > LongestShown ? field[..LongestShown] + "…" : field;

    /// <exception cref="DatasetException">The content is no text in UTF-8 with lines.</exception>
    public static void Check(ReadOnlySpan<byte> content, string name)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            throw new DatasetException($"{name} is packed with gzip; unpack it first.");
        ReadOnlySpan<byte> beginning = content[..Math.Min(content.Length, 2)];
        if (beginning.SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0xFE])
            || beginning.SequenceEqual((ReadOnlySpan<byte>)[0xFE, 0xFF]) || beginning.Contains((byte)0))
            throw new DatasetException($"{name} is UTF-16 text; save it as UTF-8.");
        int end = content.IndexOfAny((byte)'\r', (byte)'\n');
        if (end >= 0 && content[end] == '\r' && (end + 1 == content.Length || content[end + 1] != '\n')
            && !content.Contains((byte)'\n'))
            throw new DatasetException($"{name} ends its lines with CR alone; save it with LF or CR LF at their ends.");
    }
}
