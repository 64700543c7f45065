namespace Sweeper.Neural.Datasets.Pictures;

/// <summary>Scales pictures: each new pixel is the mean of the area that it covers.</summary>
internal static class AreaScaling
{
    // picture → [height, width]
    public static double[] Scale(Picture picture, InkBox box, int width, int height)
    {
        (double stepX, double stepY) = ((double)box.Width / width, (double)box.Height / height);

        // First along the rows, then along the columns.
        double[] rows = new double[box.Height * width];
        for (int y = 0; y < box.Height; y++)
        {
            for (int x = 0; x < width; x++)
                rows[(y * width) + x] = Mean(picture.Ink, ((box.Top + y) * picture.Width) + box.Left, 1, x * stepX, (x + 1) * stepX, box.Width);
        }

        double[] scaled = new double[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                scaled[(y * width) + x] = Mean(rows, x, width, y * stepY, (y + 1) * stepY, box.Height);
        }

        return scaled;
    }

    /// <summary>The mean of values[start + i·stride] for i from <paramref name="from"/> to <paramref name="to"/>, parts of pixels included.</summary>
    private static double Mean(double[] values, int start, int stride, double from, double to, int count)
    {
        double sum = 0;
        for (int i = (int)from; i < Math.Min(count, Math.Ceiling(to)); i++)
            sum += values[start + (i * stride)] * (Math.Min(to, i + 1) - Math.Max(from, i));
        return sum / (to - from);
    }
}
