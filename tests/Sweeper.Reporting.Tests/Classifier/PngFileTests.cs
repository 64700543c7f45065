using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Sweeper.Reporting.Classifier;

namespace Sweeper.Reporting.Tests.Classifier;

public sealed class PngFileTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(32, 32)]
    public void Of_Pixels_AreThoseInTheFile(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        new Random(width).NextBytes(pixels);

        (string Type, byte[] Content)[] chunks = [.. Chunks(PngFile.Of([.. pixels], width))];

        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(c => c.Type));
        byte[] header = chunks[0].Content;
        Assert.Equal((width, height), (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4))));
        Assert.Equal([8, 2, 0, 0, 0], header[8..]);
        Assert.Equal(pixels, Unpacked(chunks[1].Content, 3 * width));
    }

    [Fact]
    public void Of_AnyImage_EndsWithTheChecksumThatTheFormatHasThere() =>
        Assert.Equal("AE426082", Convert.ToHexString(PngFile.Of([1, 2, 3], 1).AsSpan()[^4..]));

    [Fact]
    public void Address_Image_IsTheFileItself() =>
        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(PngFile.Of([9, 8, 7], 1)), PngFile.Address(ImmutableArray.Create<byte>(9, 8, 7), 1));

    private static IEnumerable<(string Type, byte[] Content)> Chunks(byte[] file)
    {
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(file.AsSpan(0, 8)));
        for (int start = 8; start < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(start));
            yield return (Encoding.ASCII.GetString(file, start + 4, 4), file[(start + 8)..(start + 8 + length)]);
            start += 12 + length;
        }
    }

    private static byte[] Unpacked(byte[] content, int rowLength)
    {
        using var stream = new ZLibStream(new MemoryStream(content), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        stream.CopyTo(rows);
        byte[] pixels = [.. rows.ToArray().Chunk(rowLength + 1).SelectMany(row =>
        {
            Assert.Equal(1, row[0]);
            for (int i = 4; i < row.Length; i++)
                row[i] += row[i - 3];
            return row[1..];
        })];
        return pixels;
    }
}
