using System.Buffers.Binary;

namespace Sweeper.Datasets.Png;

/// <summary>The IHDR chunk: what the image data look like.</summary>
/// <param name="Width">1 … <see cref="MaxSide"/>.</param>
/// <param name="Height">1 … <see cref="MaxSide"/>.</param>
/// <param name="BitDepth">Bits per sample, or per index into the palette.</param>
/// <param name="ColorType">What a pixel is made of.</param>
/// <param name="IsInterlaced">Whether the image is stored in the seven passes of Adam7.</param>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColorType ColorType, bool IsInterlaced)
{
    /// <summary>The largest width and height read.</summary>
    public const int MaxSide = 4096;

    private const int Length = 13;

    /// <summary>Samples, or indices, per pixel.</summary>
    public int SampleCount => ColorType switch
    {
        PngColorType.Rgb => 3,
        PngColorType.GreyAlpha => 2,
        PngColorType.Rgba => 4,
        _ => 1,
    };

    public int BitsPerPixel => SampleCount * BitDepth;

    /// <summary>What filters take for the distance to the pixel on the left: whole bytes, at least 1.</summary>
    public int FilterDistance => Math.Max(1, BitsPerPixel / 8);

    /// <summary>Bytes of a row of <paramref name="width"/> pixels, without the byte that names its filter.</summary>
    public int RowLength(int width) => (width * BitsPerPixel + 7) / 8;

    /// <exception cref="PngException">The header is none, or of an image that is not read.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != Length)
            throw new PngException($"its header has {chunk.Length} bytes instead of {Length}");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        if (width is 0 or > MaxSide || height is 0 or > MaxSide)
            throw new PngException($"it is {width}×{height}; width and height must be from 1 to {MaxSide}");
        if (!IsAllowed(chunk[8], chunk[9]))
            throw new PngException($"its header has colour type {chunk[9]} with {chunk[8]} bits, which PNG does not have");
        if (chunk[10] != 0 || chunk[11] != 0 || chunk[12] > 1)
            throw new PngException("its header names a compression, filter or interlace method that PNG does not have");
        return new PngHeader((int)width, (int)height, chunk[8], (PngColorType)chunk[9], chunk[12] == 1);
    }

    private static bool IsAllowed(byte depth, byte color) => color switch
    {
        (byte)PngColorType.Grey => depth is 1 or 2 or 4 or 8 or 16,
        (byte)PngColorType.Palette => depth is 1 or 2 or 4 or 8,
        (byte)PngColorType.Rgb or (byte)PngColorType.GreyAlpha or (byte)PngColorType.Rgba => depth is 8 or 16,
        _ => false,
    };
}
