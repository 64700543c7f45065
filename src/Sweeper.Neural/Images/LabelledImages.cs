using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Images;

/// <summary>
/// Images of one size with a class each, grey or with several channels, held once in memory and shared read-only by everything
/// that trains on them. The rows of a table stand in the same place: a row is as wide as there are columns, and has numbers
/// instead of pixels, and either a class or a target.
/// </summary>
public sealed class LabelledImages
{
    private readonly byte[] _pixels;
    private readonly byte[] _labels;
    private readonly double[]? _numbers;
    private readonly double[] _targets = [];
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
                $"{labels.Length} images of {width}×{height} in {channels} channels do not have {pixels.LongLength} "
                + $"numbers.", nameof(pixels));
        }

        Width = width;
        Height = height;
        Channels = channels;
        _pixels = pixels;
        _labels = labels;
        _sparse = new Lazy<SparsePixels>(() => isChanging ? SparsePixels.Unknown : SparsePixels.Of(this));
    }

    private LabelledImages(int columns, double[] numbers, byte[] labels, double[] targets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (numbers.LongLength != (long)labels.Length * columns || (targets.Length > 0 && targets.Length != labels.Length))
            throw new ArgumentException(
                $"{labels.Length} rows of {columns} columns do not have {numbers.LongLength} numbers and {targets.Length} "
                + $"targets.",
                nameof(numbers));
        (Width, Height, Channels) = (columns, 1, 1);
        (_pixels, _labels, _numbers, _targets) = ([], labels, numbers, targets);
        _sparse = new Lazy<SparsePixels>(SparsePixels.Unknown);
    }

    /// <summary>The rows of a table.</summary>
    /// <param name="columns">Numbers per row; at least 1.</param>
    /// <param name="numbers">[count, columns]. Kept, not copied.</param>
    /// <param name="labels">[count], the class of each row from 0; 0 where rows have targets. Kept, not copied.</param>
    /// <param name="targets">[count], the number that is to be predicted of each row; empty where rows have classes. Kept, not
    /// copied.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public static LabelledImages OfRows(int columns, double[] numbers, byte[] labels, double[] targets) =>
        new(columns, numbers, labels, targets);

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

    /// <summary>Whether these are the rows of a table, which have numbers and no pixels.</summary>
    public bool IsTable => _numbers is not null;

    /// <summary>[count, height, width, channels]; empty for a table.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>[count, columns] of a table.</summary>
    public ReadOnlySpan<double> Numbers => _numbers;

    /// <summary>[count] of a table whose rows have a number to be predicted; otherwise empty.</summary>
    public ReadOnlySpan<double> Targets => _targets;

    /// <summary>The numbers of one row of a table: [columns].</summary>
    public ReadOnlySpan<double> Row(int index) => _numbers.AsSpan(checked(index * Width), Width);

    /// <summary>[count].</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>The pixels of one image: [height, width, channels].</summary>
    public ReadOnlySpan<byte> Image(int index) => _pixels.AsSpan(checked(index * ValueCount), ValueCount);

    /// <summary>A copy of some of the images, in the order of <paramref name="indices"/>.</summary>
    public LabelledImages Pick(ReadOnlySpan<int> indices)
    {
        if (IsTable)
            return PickRows(indices);
        byte[] pixels = new byte[indices.Length * ValueCount];
        byte[] labels = new byte[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            Image(indices[i]).CopyTo(pixels.AsSpan(i * ValueCount));
            labels[i] = _labels[indices[i]];
        }

        return new LabelledImages(Width, Height, pixels, labels, Channels);
    }

    private LabelledImages PickRows(ReadOnlySpan<int> indices)
    {
        double[] numbers = new double[indices.Length * Width];
        byte[] labels = new byte[indices.Length];
        double[] targets = new double[_targets.Length == 0 ? 0 : indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            Row(indices[i]).CopyTo(numbers.AsSpan(i * Width));
            labels[i] = _labels[indices[i]];
            if (targets.Length > 0)
                targets[i] = _targets[indices[i]];
        }

        return OfRows(Width, numbers, labels, targets);
    }

    /// <summary>Does now, once, what training would do at its first use of the images, so that no epoch pays for it.</summary>
    public void Prepare() => _ = _sparse.Value;

    /// <summary>The pixels that are not 0; made at the first use and then shared.</summary>
    internal SparsePixels Sparse => _sparse.Value;
}
