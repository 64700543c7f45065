namespace Sweeper.Datasets.Pictures;

/// <summary>A picture as ink on paper: 0 for paper, up to 255 for the strongest ink.</summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Ink">[Height, Width].</param>
internal sealed record Picture(int Width, int Height, double[] Ink)
{
    // Less is taken for noise on blank paper.
    private const int LeastContrast = 16;

    // Ink this strong stays as it is; weaker ink is strengthened to the full.
    private const int StrongInk = 192;

    // Paper that is all of one grey, but for what saving it may change.
    private const int EvenPaper = 2;

    /// <summary>Whether there is anything to be seen.</summary>
    public static bool HasContrast(byte[] pixels) => pixels.Length > 0 && pixels.Max() - pixels.Min() >= LeastContrast;

    /// <summary>
    /// Tells ink from paper. The paper is what most of the edge is made of; the ink is on that side of it, darker or lighter, to
    /// which the picture goes farther.
    /// </summary>
    /// <param name="pixels">[height, width], with contrast.</param>
    /// <param name="width">At least 1.</param>
    /// <param name="height">At least 1.</param>
    /// <param name="faintest">On uneven paper, what is weaker than this share of the strongest ink belongs to the paper.</param>
    public static Picture Of(byte[] pixels, int width, int height, double faintest)
    {
        byte[] edge = [.. Edge(pixels, width, height).Order()];
        int paper = edge[edge.Length / 2];
        int darkest = pixels.Min(), lightest = pixels.Max();
        bool isDark = paper - darkest >= lightest - paper;
        double strongest = isDark ? paper - darkest : lightest - paper;
        bool isEven = edge[edge.Length / 10] >= paper - EvenPaper && edge[edge.Length * 9 / 10] <= paper + EvenPaper;
        double threshold = isEven ? 0 : faintest * strongest;
        double factor = strongest >= StrongInk ? 1 : byte.MaxValue / strongest;
        double[] ink = new double[pixels.Length];
        for (int i = 0; i < ink.Length; i++)
        {
            double difference = isDark ? paper - pixels[i] : pixels[i] - paper;
            ink[i] = difference > threshold ? difference * factor : 0;
        }

        return new Picture(width, height, ink);
    }

    /// <summary>The smallest part with all the ink.</summary>
    public PictureBox Box()
    {
        int left = Width, right = -1, top = Height, bottom = -1;
        for (int i = 0; i < Ink.Length; i++)
        {
            if (Ink[i] <= 0)
                continue;
            (left, right) = (Math.Min(left, i % Width), Math.Max(right, i % Width));
            (top, bottom) = (Math.Min(top, i / Width), Math.Max(bottom, i / Width));
        }

        return new PictureBox(left, top, right - left + 1, bottom - top + 1);
    }

    private static IEnumerable<byte> Edge(byte[] pixels, int width, int height)
    {
        for (int x = 0; x < width; x++)
        {
            yield return pixels[x];
            yield return pixels[((height - 1) * width) + x];
        }

        for (int y = 0; y < height; y++)
        {
            yield return pixels[y * width];
            yield return pixels[(y * width) + width - 1];
        }
    }
}

/// <summary>A part of a picture, in pixels.</summary>
internal readonly record struct PictureBox(int Left, int Top, int Width, int Height);
