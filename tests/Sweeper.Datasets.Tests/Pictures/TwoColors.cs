using SkiaSharp;

namespace Sweeper.Datasets.Tests.Pictures;

/// <summary>A picture of three pixels of one colour above three of another.</summary>
internal static class TwoColors
{
    public static readonly byte[][] Rows = [[200, 40, 60], [20, 90, 180]];

    public static byte[] Encode(SKEncodedImageFormat format)
    {
        using SKBitmap bitmap = new(3, 2, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (int i = 0; i < 6; i++)
            bitmap.SetPixel(i % 3, i / 3, new SKColor(Rows[i / 3][0], Rows[i / 3][1], Rows[i / 3][2]));
        using SKPixmap pixels = bitmap.PeekPixels();
        using SKData? data = format switch
        {
            SKEncodedImageFormat.Jpeg =>
                pixels.Encode(
                    new SKJpegEncoderOptions(100, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore)),
            SKEncodedImageFormat.Webp => pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 100)),
            _ => pixels.Encode(new SKPngEncoderOptions()),
        };
        return data!.ToArray();
    }
}
