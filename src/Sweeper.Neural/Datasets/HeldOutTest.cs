namespace Sweeper.Neural.Datasets;

/// <summary>A set of images divided into a training set and a test set, where the data come without one.</summary>
/// <param name="Train">The images that are left, in their order.</param>
/// <param name="Test">The images held out, in their order.</param>
public sealed record HeldOutTest(LabelledImages Train, LabelledImages Test)
{
    /// <summary>
    /// Holds <paramref name="count"/> images out, with every class in its share; which ones follows from the seed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1 or leaves no image to train on.</exception>
    public static HeldOutTest Of(LabelledImages images, int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(count, images.Count);
        StratifiedSplit split = StratifiedSplit.Create(images.Labels, byte.MaxValue + 1, count, seed);
        return new HeldOutTest(Pick(images, split.Train), Pick(images, split.Validation));
    }

    private static LabelledImages Pick(LabelledImages images, int[] indices)
    {
        byte[] pixels = new byte[indices.Length * images.PixelCount];
        byte[] labels = new byte[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            images.Image(indices[i]).CopyTo(pixels.AsSpan(i * images.PixelCount));
            labels[i] = images.Labels[indices[i]];
        }

        return new LabelledImages(images.Width, images.Height, pixels, labels);
    }
}
