using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;

namespace Sweeper.Reporting.Classifier;

/// <summary>Writes small colour images as PNG files (W3C, Portable Network Graphics Specification, third edition) of 8 bits per channel.</summary>
internal static class PngFile
{
    private const int Channels = 3;
    private const byte Rgb = 2;

    // Each byte as its difference from the same channel of the pixel on the left.
    private const byte LeftFilter = 1;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The file.</summary>
    /// <param name="pixels">[height, width, 3], red, green and blue, 0 … 255.</param>
    /// <param name="width">Pixels per row.</param>
    public static byte[] Of(ImmutableArray<byte> pixels, int width)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), pixels.Length / (Channels * width));
        (header[8], header[9]) = (8, Rgb);
        using var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Packed(pixels.AsSpan(), Channels * width));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>The address of an image that is itself the file.</summary>
    /// <param name="pixels">[height, width, 3], red, green and blue, 0 … 255.</param>
    /// <param name="width">Pixels per row.</param>
    public static string Address(ImmutableArray<byte> pixels, int width) => "data:image/png;base64," + Convert.ToBase64String(Of(pixels, width));

    private static byte[] Packed(ReadOnlySpan<byte> pixels, int rowLength)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            for (ReadOnlySpan<byte> rest = pixels; rest.Length > 0; rest = rest[rowLength..])
            {
                stream.WriteByte(LeftFilter);
                for (int i = 0; i < rowLength; i++)
                    stream.WriteByte((byte)(rest[i] - (i >= Channels ? rest[i - Channels] : 0)));
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        byte[] chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Checksum(chunk.AsSpan(4, 4 + content.Length)));
        file.Write(chunk);
    }

    // CRC-32 of ISO 3309, with its polynomial reversed.
    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in data)
        {
            checksum ^= value;
            for (int bit = 0; bit < 8; bit++)
                checksum = (checksum & 1) == 0 ? checksum >> 1 : 0xEDB88320 ^ (checksum >> 1);
        }

        return ~checksum;
    }
}
