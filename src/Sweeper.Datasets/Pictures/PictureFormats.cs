namespace Sweeper.Datasets.Pictures;

/// <summary>The kinds of picture files that are read, told by how they begin, whatever their names say.</summary>
public static class PictureFormats
{
    /// <summary>All of them, for sentences.</summary>
    public const string All = "PNG, JPEG, WebP, GIF, BMP, ICO or WBMP";

    /// <summary>Bytes from the beginning of a file that are enough to tell.</summary>
    public const int TellingBytes = 14;

    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Icon => [0, 0, 1, 0];

    /// <summary>The name of a file's kind, such as <c>PNG</c>; null when it is none of them.</summary>
    /// <param name="beginning">Its first <see cref="TellingBytes"/>, or all of a shorter one.</param>
    /// <param name="length">How many bytes it has.</param>
    public static string? NameOf(ReadOnlySpan<byte> beginning, long length)
    {
        if (beginning.StartsWith(Png))
            return "PNG";
        if (beginning.StartsWith(Jpeg))
            return "JPEG";
        if (beginning.StartsWith("GIF87a"u8) || beginning.StartsWith("GIF89a"u8))
            return "GIF";
        if (beginning.Length >= 12 && beginning.StartsWith("RIFF"u8) && beginning[8..].StartsWith("WEBP"u8))
            return "WebP";

        // Icons have at least one picture, and a zero after the size of each.
        if (beginning.Length >= 10 && beginning.StartsWith(Icon) && beginning[4] > 0 && beginning[9] == 0)
            return "ICO";
        if (IsWireless(beginning, length))
            return "WBMP";

        // Two letters alone would take a text about body-mass indices for a picture; four reserved bytes are always 0.
        return beginning.Length >= TellingBytes && beginning.StartsWith("BM"u8) && !beginning[6..10].ContainsAnyExcept((byte)0)
            ? "BMP"
            : null;
    }

    // Of a wireless bitmap nothing but its length tells: two zeros, width and height in groups of seven bits, a bit a pixel.
    private static bool IsWireless(ReadOnlySpan<byte> beginning, long length)
    {
        if (beginning.Length < 5 || !beginning.StartsWith((ReadOnlySpan<byte>)[0, 0]))
            return false;
        int place = 2;
        return ReadSize(beginning, ref place) is > 0 and long width && ReadSize(beginning, ref place) is > 0 and long height
            && length == place + ((width + 7) / 8 * height);
    }

    private static long? ReadSize(ReadOnlySpan<byte> bytes, ref int place)
    {
        long size = 0;
        for (int groups = 0; groups < 3 && place < bytes.Length; groups++)
        {
            size = (size << 7) | (uint)(bytes[place] & 0x7F);
            if ((bytes[place++] & 0x80) == 0)
                return size;
        }

        return null;
    }
}
