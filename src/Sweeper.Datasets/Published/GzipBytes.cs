using System.Buffers.Binary;
using System.IO.Compression;

namespace Sweeper.Datasets.Published;

/// <summary>Tells gzip from plain content and reads what gzip says about itself (RFC 1952).</summary>
internal static class GzipBytes
{
    /// <summary>The most that deflate can shrink anything: 258 bytes into two bits.</summary>
    public const long LargestRatio = 1032;

    private const int ShortestFile = 18;
    private const int TrailerLengthSize = sizeof(uint);

    /// <summary>
    /// Whether <paramref name="stream"/>, which must be able to seek, begins with gzip's two magic bytes. Rewinds it.
    /// </summary>
    public static bool IsGzip(Stream stream)
    {
        stream.Position = 0;
        bool found = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return found;
    }

    /// <summary>
    /// The length of the unpacked content modulo 2³², from the last four bytes; null where the stream is too short to be gzip. A
    /// file that was cut off, or has something after its end, holds other bytes there, which <see cref="GZipStream"/> alone would
    /// not notice. Rewinds.
    /// </summary>
    public static uint? UnpackedLength(Stream stream)
    {
        if (stream.Length < ShortestFile)
            return null;

        Span<byte> trailer = stackalloc byte[TrailerLengthSize];
        stream.Position = stream.Length - TrailerLengthSize;
        stream.ReadExactly(trailer);
        stream.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer);
    }

    /// <summary>
    /// The content: unpacked where <paramref name="stream"/> is gzip, as it is otherwise. Leaves the stream open.
    /// </summary>
    public static Stream Unpack(Stream stream) =>
        IsGzip(stream) ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : stream;
}
