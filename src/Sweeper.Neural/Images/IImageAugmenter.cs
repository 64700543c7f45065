namespace Sweeper.Neural.Images;

/// <summary>Gives a training other versions of its images in every epoch. For one training.</summary>
public interface IImageAugmenter
{
    /// <summary>Begins an epoch.</summary>
    /// <param name="source">The images as they are.</param>
    /// <param name="order">The images in the order of the epoch; kept until its end.</param>
    /// <param name="batchSize">Images that are asked for at once, but for the last.</param>
    /// <param name="epoch">Which epoch, from 1.</param>
    void Begin(LabelledImages source, int[] order, int batchSize, int epoch);

    /// <summary>
    /// The versions of some images of the order, which are asked for batch after batch: a set, and where in it they are.
    /// </summary>
    LabelledImages Next(int start, int count, out ReadOnlySpan<int> indices);
}
