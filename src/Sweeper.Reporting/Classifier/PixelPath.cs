using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Sweeper.Reporting.Classifier;

/// <summary>Draws small grey images as paths: one for each shade, of runs of pixels along the rows.</summary>
internal static class PixelPath
{
    private const int Shades = 12;

    /// <summary>Opacity and path of each shade that occurs, the faintest first; paper is left out.</summary>
    /// <param name="pixels">[height, width], 0 (paper) … 255 (ink).</param>
    /// <param name="width">Pixels per row.</param>
    public static IEnumerable<(string Opacity, string Path)> Of(ImmutableArray<byte> pixels, int width)
    {
        for (int shade = 1; shade <= Shades; shade++)
        {
            string path = Runs(pixels, width, shade);
            if (path.Length > 0)
                yield return (((double)shade / Shades).ToString("0.##", CultureInfo.InvariantCulture), path);
        }
    }

    private static string Runs(ImmutableArray<byte> pixels, int width, int shade)
    {
        var path = new StringBuilder();
        for (int start = 0; start < pixels.Length;)
        {
            if (ShadeOf(pixels[start]) != shade)
            {
                start++;
                continue;
            }

            int end = start + 1;
            while (end % width != 0 && ShadeOf(pixels[end]) == shade)
                end++;
            path.Append(CultureInfo.InvariantCulture, $"M{start % width} {start / width}h{end - start}v1h-{end - start}");
            start = end;
        }

        return path.ToString();
    }

    private static int ShadeOf(byte pixel) => ((pixel * Shades) + 127) / 255;
}
