using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Sweeper.Testing;

/// <summary>Writes PNG files of every kind, whole and broken ones.</summary>
public static class PngBytes
{
    public static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>An 8-bit grey image.</summary>
    public static byte[] Grey(int width, int height, params byte[] pixels) =>
        Image(width, height, 8, 0, false, (x, y, _) => pixels[y * width + x]);

    /// <summary>
    /// An image whose samples <paramref name="sample"/> gives by x, y and channel. Rows use the five filters in turn.
    /// </summary>
    public static byte[] Image(
        int width, int height, int depth, int color, bool isInterlaced, Func<int, int, int, int> sample, params byte[][] before)
    {
        int channels = color switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        using MemoryStream raw = new();
        int filter = 0;
        foreach ((int x0, int y0, int dx, int dy) in isInterlaced ? Adam7 : [(0, 0, 1, 1)])
        {
            int[] columns = [.. Enumerable.Range(0, width).Where(x => x >= x0 && (x - x0) % dx == 0)];
            byte[] above = [];
            for (int y = y0; y < height && columns.Length > 0; y += dy)
            {
                string bits = string.Concat(columns.SelectMany(x => Enumerable.Range(0, channels)
                    .Select(c => Convert.ToString(sample(x, y, c), 2).PadLeft(depth, '0'))));
                byte[] row = [.. bits.Chunk(8).Select(b => Convert.ToByte(new string(b).PadRight(8, '0'), 2))];
                raw.WriteByte((byte)filter);
                raw.Write(
                    Filtered(row, above.Length == 0 ? new byte[row.Length] : above, Math.Max(1, channels * depth / 8), filter));
                filter = (filter + 1) % 5;
                above = row;
            }
        }

        return File(
            [Header(width, height, depth, color, isInterlaced), .. before, Chunk("IDAT", Zip(raw.ToArray())), Chunk("IEND")]);
    }

    public static byte[] File(params byte[][] chunks) => [.. Signature, .. chunks.SelectMany(chunk => chunk)];

    public static byte[] Header(int width, int height, int depth, int color, bool isInterlaced)
    {
        byte[] content = [.. new byte[8], (byte)depth, (byte)color, 0, 0, isInterlaced ? (byte)1 : (byte)0];
        BinaryPrimitives.WriteInt32BigEndian(content, width);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(4), height);
        return Chunk("IHDR", content);
    }

    public static byte[] Chunk(string type, params byte[] content)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(chunk.AsSpan(4, content.Length + 4)));
        return chunk;
    }

    public static byte[] Zip(byte[] content)
    {
        using MemoryStream packed = new();
        using (ZLibStream zip = new(packed, CompressionLevel.Optimal))
            zip.Write(content);
        return packed.ToArray();
    }

    private static readonly (int, int, int, int)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static byte[] Filtered(byte[] row, byte[] above, int distance, int filter) =>
    [
        .. row.Select((value, i) =>
        {
            int a = i < distance ? 0 : row[i - distance];
            int b = above[i];
            int c = i < distance ? 0 : above[i - distance];
            int p = a + b - c;
            int paeth = new[] { a, b, c }.MinBy(candidate => Math.Abs(p - candidate));
            return (byte)(value - new[] { 0, a, b, (a + b) / 2, paeth }[filter]);
        }),
    ];

    // Bit by bit, to be independent of the table that is tested.
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            for (int bit = 0; bit < 8; bit++)
                crc = ((crc ^ (uint)(value >> bit)) & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
