namespace Sweeper.Neural.Datasets;

/// <summary>
/// Grey images of one size with a class each, held once in memory and shared read-only by everything that trains on them.
/// </summary>
public sealed class LabelledImages
{
    private readonly byte[] _pixels;
    private readonly byte[] _labels;
    private readonly Lazy<SparsePixels> _sparse;

    /// <param name="width">Pixels per row; at least 1.</param>
    /// <param name="height">Rows; at least 1.</param>
    /// <param name="pixels">[count, height, width], 0 (background) … 255 (ink). Kept, not copied.</param>
    /// <param name="labels">[count], the class of each image from 0. Kept, not copied.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public LabelledImages(int width, int height, byte[] pixels, byte[] labels)
        : this(width, height, pixels, labels, isChanging: false)
    {
    }

    private LabelledImages(int width, int height, byte[] pixels, byte[] labels, bool isChanging)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.LongLength != (long)labels.Length * width * height)
            throw new ArgumentException($"{labels.Length} images of {width}×{height} do not have {pixels.LongLength} pixels.", nameof(pixels));

        Width = width;
        Height = height;
        _pixels = pixels;
        _labels = labels;
        _sparse = new Lazy<SparsePixels>(() => isChanging ? SparsePixels.Unknown : new SparsePixels(this));
    }

    /// <summary>
    /// Images in arrays that their owner writes new ones into. Nothing about them is remembered, so they are never read as sparse.
    /// </summary>
    internal static LabelledImages Changing(int width, int height, byte[] pixels, byte[] labels) =>
        new(width, height, pixels, labels, isChanging: true);

    public int Count => _labels.Length;

    public int Width { get; }

    public int Height { get; }

    /// <summary>Pixels per image.</summary>
    public int PixelCount => Width * Height;

    /// <summary>[count, height, width].</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>[count].</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>The pixels of one image: [height, width].</summary>
    public ReadOnlySpan<byte> Image(int index) => _pixels.AsSpan(checked(index * PixelCount), PixelCount);

    /// <summary>A copy of some of the images, in the order of <paramref name="indices"/>.</summary>
    public LabelledImages Pick(ReadOnlySpan<int> indices)
    {
        byte[] pixels = new byte[indices.Length * PixelCount];
        byte[] labels = new byte[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            Image(indices[i]).CopyTo(pixels.AsSpan(i * PixelCount));
            labels[i] = _labels[indices[i]];
        }

        return new LabelledImages(Width, Height, pixels, labels);
    }

    /// <summary>Does now, once, what training would do at its first use of the images, so that no epoch pays for it.</summary>
    public void Prepare() => _ = _sparse.Value;

    /// <summary>The pixels that are not 0; made at the first use and then shared.</summary>
    internal SparsePixels Sparse => _sparse.Value;
}
