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

    // Of a member: its two bytes, and deflate, the only method there is.
    private static ReadOnlySpan<byte> Magic => [0x1F, 0x8B, 8];

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
    /// file that was cut off, or has something after its end, holds other bytes there, which <see cref="GZipStream"/> alone
    /// would not notice. Rewinds.
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
    /// Whether a gzip stream that unpacked to <paramref name="total"/> bytes ends as it should: with that length, or, where it
    /// has several members one after the other, with that of the last. Rewinds.
    /// </summary>
    public static bool EndsWhole(Stream stream, long total) =>
        UnpackedLength(stream) == (uint)total || LastMember(stream) is not null;

    /// <summary>
    /// Where the last member begins that unpacks to the length that the stream ends with, of a stream of several; null where
    /// there is none.
    /// </summary>
    private static long? LastMember(Stream stream)
    {
        if (UnpackedLength(stream) is not uint length)
            return null;
        byte[] packed = new byte[stream.Length];
        stream.ReadExactly(packed);
        stream.Position = 0;
        for (int at = packed.AsSpan().LastIndexOf(Magic); at > 0; at = packed.AsSpan(0, at).LastIndexOf(Magic))
        {
            if (Unpacks(packed.AsMemory(at), length))
                return at;
        }

        return null;
    }

    private static bool Unpacks(ReadOnlyMemory<byte> member, uint length)
    {
        try
        {
            using var content = new GZipStream(new MemoryStream(member.ToArray(), writable: false), CompressionMode.Decompress);
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int read = content.Read(buffer); read > 0 && total <= length; read = content.Read(buffer))
                total += read;
            return total == length;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>
    /// The content: unpacked where <paramref name="stream"/> is gzip, as it is otherwise. Leaves the stream open.
    /// </summary>
    public static Stream Unpack(Stream stream) =>
        IsGzip(stream) ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : stream;
}
