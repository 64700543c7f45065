using System.Collections.Immutable;
using SkiaSharp;

namespace Sweeper.Reporting.Drawing;

/// <summary>Writes colour images as PNG files. The same pixels give the same bytes.</summary>
internal static class PngFile
{
    private const int Channels = 3;

    /// <summary>The file.</summary>
    /// <param name="pixels">[height, width, 3], red, green and blue, 0 … 255.</param>
    /// <param name="width">Pixels per row.</param>
    public static byte[] Of(ImmutableArray<byte> pixels, int width)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, pixels.Length / (Channels * width), SKColorType.Rgba8888,
            SKAlphaType.Opaque));
        bitmap.Pixels = [.. pixels.Chunk(Channels).Select(p => new SKColor(p[0], p[1], p[2]))];
        return Of(bitmap);
    }

    /// <summary>The file of an opaque picture.</summary>
    public static byte[] Of(SKBitmap bitmap)
    {
        using SKPixmap pixels = bitmap.PeekPixels()!;
        using SKData data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 9))!;
        return data.ToArray();
    }

    /// <summary>The address of an image that is itself the file.</summary>
    /// <param name="pixels">[height, width, 3], red, green and blue, 0 … 255.</param>
    /// <param name="width">Pixels per row.</param>
    public static string Address(ImmutableArray<byte> pixels, int width) =>
        "data:image/png;base64," + Convert.ToBase64String(Of(pixels, width));
}
