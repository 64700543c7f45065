namespace Sweeper.Neural.Images;

/// <summary>Some of the images of a set, by index; the images themselves are shared, not copied.</summary>
public sealed class ImageSubset
{
    private readonly int[] _indices;

    /// <param name="images">The set.</param>
    /// <param name="indices">Which of its images, in order; each in 0 … count − 1. Kept, not copied.</param>
    public ImageSubset(LabelledImages images, int[] indices)
    {
        foreach (int index in indices)
        {
            if ((uint)index >= (uint)images.Count)
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"The set has {images.Count} images.");
        }

        Images = images;
        _indices = indices;
    }

    /// <summary>All images of the set.</summary>
    public ImageSubset(LabelledImages images)
        : this(images, [.. Enumerable.Range(0, images.Count)])
    {
    }

    public LabelledImages Images { get; }

    public int Count => _indices.Length;

    /// <summary>[Count].</summary>
    public ReadOnlySpan<int> Indices => _indices;
}
