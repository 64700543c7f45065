using System.Collections.Immutable;
using Sweeper.Reporting.Drawing;

namespace Sweeper.Reporting.Classifier;

/// <summary>Images as the report's script takes them: text in base64.</summary>
internal static class PackedImage
{
    private const int Shades = 15;

    /// <summary>
    /// A grey image as two pixels of 16 shades in a byte, the first in its upper half, for the script to draw in the ink of the
    /// page; a colour image as a PNG file, which it only has to show.
    /// </summary>
    /// <param name="pixels">[height, width, channels], 0 … 255.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="channels">Numbers per pixel, 1 or 3.</param>
    public static string Of(ImmutableArray<byte> pixels, int width, int channels) =>
        Convert.ToBase64String(channels == 3 ? PngFile.Of(pixels, width) : Grey(pixels));

    private static byte[] Grey(ImmutableArray<byte> pixels)
    {
        byte[] packed = new byte[(pixels.Length + 1) / 2];
        for (int i = 0; i < pixels.Length; i++)
            packed[i / 2] |= (byte)((pixels[i] * Shades + 127) / 255 << (i % 2 == 0 ? 4 : 0));
        return packed;
    }
}
