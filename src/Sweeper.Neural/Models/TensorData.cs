using System.Runtime.InteropServices;

namespace Sweeper.Neural.Models;

/// <summary>Single-precision numbers in a stream, little-endian.</summary>
internal static class TensorData
{
    // Bytes of a span are counted with an int: a long tensor has more of them than that.
    private const int Piece = 1 << 18;

    public static void Write(Stream stream, ReadOnlySpan<float> values)
    {
        for (int start = 0; start < values.Length; start += Piece)
        {
            ReadOnlySpan<float> piece = values.Slice(start, Math.Min(Piece, values.Length - start));
            stream.Write(BitConverter.IsLittleEndian ? MemoryMarshal.AsBytes(piece) : Reversed(piece));
        }
    }

    /// <exception cref="EndOfStreamException">The stream has fewer numbers.</exception>
    public static void Read(Stream stream, Span<float> values)
    {
        for (int start = 0; start < values.Length; start += Piece)
        {
            Span<float> piece = values.Slice(start, Math.Min(Piece, values.Length - start));
            stream.ReadExactly(MemoryMarshal.AsBytes(piece));
            if (!BitConverter.IsLittleEndian)
                MemoryMarshal.Cast<byte, float>(Reversed(piece)).CopyTo(piece);
        }
    }

    private static byte[] Reversed(ReadOnlySpan<float> values)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        for (int i = 0; i < bytes.Length; i += sizeof(float))
            bytes.AsSpan(i, sizeof(float)).Reverse();
        return bytes;
    }
}
