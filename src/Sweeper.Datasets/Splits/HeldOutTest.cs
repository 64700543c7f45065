using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Splits;

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
        return new HeldOutTest(images.Pick(split.Train), images.Pick(split.Validation));
    }
}
