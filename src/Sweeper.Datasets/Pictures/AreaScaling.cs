namespace Sweeper.Datasets.Pictures;

/// <summary>Scales pictures: each new pixel is the mean of the area that it covers.</summary>
internal static class AreaScaling
{
    /// <summary>Scales a part of a picture.</summary>
    /// <param name="values">[its height, pictureWidth].</param>
    /// <param name="pictureWidth">Pixels per row.</param>
    /// <param name="box">The part.</param>
    /// <param name="width">Of the result.</param>
    /// <param name="height">Of the result.</param>
    /// <returns>[height, width].</returns>
    public static double[] Scale(double[] values, int pictureWidth, PictureBox box, int width, int height)
    {
        (double stepX, double stepY) = ((double)box.Width / width, (double)box.Height / height);

        // First along the rows, then along the columns.
        double[] rows = new double[box.Height * width];
        for (int y = 0; y < box.Height; y++)
        {
            for (int x = 0; x < width; x++)
                rows[(y * width) + x] = Mean(
                    values, ((box.Top + y) * pictureWidth) + box.Left, 1, x * stepX, (x + 1) * stepX, box.Width);
        }

        double[] scaled = new double[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                scaled[(y * width) + x] = Mean(rows, x, width, y * stepY, (y + 1) * stepY, box.Height);
        }

        return scaled;
    }

    /// <summary>
    /// The mean of values[start + i·stride] for i from <paramref name="from"/> to <paramref name="to"/>, parts of pixels
    /// included.
    /// </summary>
    private static double Mean(double[] values, int start, int stride, double from, double to, int count)
    {
        double sum = 0;
        for (int i = (int)from; i < Math.Min(count, Math.Ceiling(to)); i++)
            sum += values[start + (i * stride)] * (Math.Min(to, i + 1) - Math.Max(from, i));
        return sum / (to - from);
    }
}
