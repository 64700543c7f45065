using System.Buffers.Binary;
using System.IO.Compression;

namespace Sweeper.Datasets.Pictures;

/// <summary>
/// The samples of a PNG file of 16 bits a sample (W3C, Portable Network Graphics Specification, third edition, §7 to §9). Skia
/// cuts grey ones to their high byte, which is one less than the nearest 8-bit value for a quarter of all samples, and gives
/// colour at best as numbers of 11 bits.
/// </summary>
internal static class DeepPng
{
    private const int DepthOffset = 24, ColorOffset = 25, InterlaceOffset = 28, FirstChunk = 8, ChunkOverhead = 12;

    // Adam7: where each pass begins, and how far apart its pixels are.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static readonly (int X, int Y, int StepX, int StepY)[] OnePass = [(0, 0, 1, 1)];

    /// <summary>Whether a PNG file that Skia can decode has 16 bits a sample.</summary>
    public static bool IsDeep(ReadOnlySpan<byte> file) => file.Length > InterlaceOffset && file[DepthOffset] == 16;

    /// <summary>Reads the samples of a file that Skia has found whole.</summary>
    /// <returns>[height, width, 4], red, green, blue and opacity, high byte first.</returns>
    /// <exception cref="PictureException">The image data do not unpack.</exception>
    public static byte[] Read(byte[] file, int width, int height)
    {
        (MemoryStream packed, byte[] transparent) = Chunks(file);
        int channels = file[ColorOffset] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        byte[] rgba = new byte[8L * width * height];
        try
        {
            using var data = new ZLibStream(packed, CompressionMode.Decompress);
            foreach ((int x0, int y0, int stepX, int stepY) in file[InterlaceOffset] == 0 ? OnePass : Passes)
            {
                int columns = Math.Max(0, (width - x0 + stepX - 1) / stepX);
                byte[] row = new byte[2 * channels * columns], above = new byte[row.Length];
                for (int y = y0; y < height && columns > 0; y += stepY)
                {
                    int filter = data.ReadByte();
                    data.ReadExactly(row);
                    Unfilter(filter, row, above, 2 * channels);
                    for (int i = 0; i < columns; i++)
                        Write(
                            row.AsSpan(2 * channels * i, 2 * channels),
                            transparent,
                            rgba.AsSpan(8 * ((y * width) + x0 + (i * stepX)), 8));
                    (row, above) = (above, row);
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new PictureException("it is damaged: its image data do not unpack", e);
        }

        return rgba;
    }

    // All IDAT chunks in a row, and the colour that tRNS names, if any.
    private static (MemoryStream Packed, byte[] Transparent) Chunks(byte[] file)
    {
        var packed = new MemoryStream();
        byte[] transparent = [];
        for (int at = FirstChunk; at <= file.Length - ChunkOverhead;)
        {
            uint length = Math.Min(
                BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at)), (uint)(file.Length - at - ChunkOverhead));
            ReadOnlySpan<byte> type = file.AsSpan(at + 4, 4), content = file.AsSpan(at + 8, (int)length);
            if (type.SequenceEqual("IDAT"u8))
                packed.Write(content);
            else if (type.SequenceEqual("tRNS"u8))
                transparent = content.ToArray();
            at += (int)length + ChunkOverhead;
        }

        packed.Position = 0;
        return (packed, transparent);
    }

    // pixel [2 · 1, 2, 3 or 4] → rgba [8]
    private static void Write(ReadOnlySpan<byte> pixel, ReadOnlySpan<byte> transparent, Span<byte> rgba)
    {
        bool isColor = pixel.Length >= 6;
        for (int i = 0; i < 3; i++)
            pixel.Slice(isColor ? 2 * i : 0, 2).CopyTo(rgba[(2 * i)..]);
        if (pixel.Length is 4 or 8)
            pixel[^2..].CopyTo(rgba[6..]);
        else
            rgba[6..].Fill(pixel.SequenceEqual(transparent) ? (byte)0 : byte.MaxValue);
    }

    // row [length], above [length] the row above without its filter → row without its filter
    private static void Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= distance ? row[i - distance] : 0, corner = i >= distance ? above[i - distance] : 0;
            row[i] += (byte)(filter switch
            {
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Nearest(left, above[i], corner),
                _ => 0,
            });
        }
    }

    // The neighbour nearest to left + above − corner (Paeth); of equal ones left first, then above.
    private static int Nearest(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner), toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - (2 * corner));
        if (toLeft <= toAbove && toLeft <= toCorner)
            return left;
        return toAbove <= toCorner ? above : corner;
    }
}
