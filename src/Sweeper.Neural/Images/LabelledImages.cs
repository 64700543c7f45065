using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Images;

/// <summary>
/// Images of one size with a class each, grey or with several channels, held once in memory and shared read-only by everything
/// that trains on them.
/// </summary>
public sealed class LabelledImages
{
    private readonly byte[] _pixels;
    private readonly byte[] _labels;
    private readonly Lazy<SparsePixels> _sparse;

    /// <param name="width">Pixels per row; at least 1.</param>
    /// <param name="height">Rows; at least 1.</param>
    /// <param name="pixels">
    /// [count, height, width, channels], 0 … 255: of grey images background … ink, of colour images red, green and blue. Kept,
    /// not copied.
    /// </param>
    /// <param name="labels">[count], the class of each image from 0. Kept, not copied.</param>
    /// <param name="channels">Numbers per pixel; at least 1.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public LabelledImages(int width, int height, byte[] pixels, byte[] labels, int channels = 1)
        : this(width, height, channels, pixels, labels, isChanging: false)
    {
    }

    private LabelledImages(int width, int height, int channels, byte[] pixels, byte[] labels, bool isChanging)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (pixels.LongLength != (long)labels.Length * width * height * channels)
        {
            throw new ArgumentException(
                $"{labels.Length} images of {width}×{height} in {channels} channels do not have {pixels.LongLength} numbers.", nameof(pixels));
        }

        Width = width;
        Height = height;
        Channels = channels;
        _pixels = pixels;
        _labels = labels;
        _sparse = new Lazy<SparsePixels>(() => isChanging ? SparsePixels.Unknown : SparsePixels.Of(this));
    }

    /// <summary>
    /// Images in arrays that their owner writes new ones into. Nothing about them is remembered, so they are never read as
    /// sparse.
    /// </summary>
    public static LabelledImages Changing(int width, int height, int channels, byte[] pixels, byte[] labels) =>
        new(width, height, channels, pixels, labels, isChanging: true);

    public int Count => _labels.Length;

    public int Width { get; }

    public int Height { get; }

    /// <summary>Numbers per pixel: 1 of grey images, 3 of colour images.</summary>
    public int Channels { get; }

    /// <summary>What a network is given for each image.</summary>
    public FeatureShape Shape => new(Height, Width, Channels);

    /// <summary>Numbers per image: those of all channels of all pixels.</summary>
    public int ValueCount => Width * Height * Channels;

    /// <summary>[count, height, width, channels].</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>[count].</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>The pixels of one image: [height, width, channels].</summary>
    public ReadOnlySpan<byte> Image(int index) => _pixels.AsSpan(checked(index * ValueCount), ValueCount);

    /// <summary>A copy of some of the images, in the order of <paramref name="indices"/>.</summary>
    public LabelledImages Pick(ReadOnlySpan<int> indices)
    {
        byte[] pixels = new byte[indices.Length * ValueCount];
        byte[] labels = new byte[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            Image(indices[i]).CopyTo(pixels.AsSpan(i * ValueCount));
            labels[i] = _labels[indices[i]];
        }

        return new LabelledImages(Width, Height, pixels, labels, Channels);
    }

    /// <summary>Does now, once, what training would do at its first use of the images, so that no epoch pays for it.</summary>
    public void Prepare() => _ = _sparse.Value;

    /// <summary>The pixels that are not 0; made at the first use and then shared.</summary>
    internal SparsePixels Sparse => _sparse.Value;
}
