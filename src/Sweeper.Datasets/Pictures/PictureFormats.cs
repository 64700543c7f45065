namespace Sweeper.Datasets.Pictures;

/// <summary>The kinds of picture files that are read, told by how they begin, whatever their names say.</summary>
public static class PictureFormats
{
    /// <summary>All of them, for sentences.</summary>
    public const string All = "PNG, JPEG, WebP, GIF or BMP";

    /// <summary>Bytes from the beginning of a file that are enough to tell.</summary>
    public const int TellingBytes = 14;

    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    /// <summary>The name of a file's kind, such as <c>PNG</c>; null when it is none of them.</summary>
    public static string? NameOf(ReadOnlySpan<byte> beginning)
    {
        if (beginning.StartsWith(Png))
            return "PNG";
        if (beginning.StartsWith(Jpeg))
            return "JPEG";
        if (beginning.StartsWith("GIF87a"u8) || beginning.StartsWith("GIF89a"u8))
            return "GIF";
        if (beginning.Length >= 12 && beginning.StartsWith("RIFF"u8) && beginning[8..].StartsWith("WEBP"u8))
            return "WebP";

        // Two letters alone would take a text about body-mass indices for a picture; four reserved bytes are always 0.
        return beginning.Length >= TellingBytes && beginning.StartsWith("BM"u8) && !beginning[6..10].ContainsAnyExcept((byte)0)
            ? "BMP"
            : null;
    }
}
