using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Sweeper.Neural.Kernels.Products;

namespace Sweeper.Neural.Images;

/// <summary>
/// The pixels of images that are not background, image by image: what sparse kernels read instead of the images.
/// </summary>
internal sealed class SparsePixels
{
    /// <summary>
    /// With more ink than this the dense product is the faster one; measured for 128 to 1,024 units in the first layer.
    /// </summary>
    public const double LargestUsefulDensity = 0.25;

    private readonly int _pixelCount;
    private readonly int[] _begin;
    private readonly ushort[] _entries;

    private SparsePixels(double density)
    {
        (_begin, _entries) = ([0], []);
        Density = density;
    }

    public SparsePixels(LabelledImages images)
    {
        _pixelCount = images.ValueCount;
        int segments = SparseRows.SegmentsOf(_pixelCount);
        _begin = new int[checked((images.Count * segments) + 1)];
        _entries = new ushort[images.Pixels.Length - MemoryExtensions.Count(images.Pixels, (byte)0)];
        int entry = 0;
        for (int i = 0; i < images.Count; i++)
        {
            ReadOnlySpan<byte> image = images.Image(i);
            for (int segment = 0; segment < segments; segment++)
            {
                _begin[(i * segments) + segment] = entry;
                int first = segment * SparseRows.SegmentColumns;
                ReadOnlySpan<byte> pixels = image.Slice(first, Math.Min(SparseRows.SegmentColumns, image.Length - first));
                for (ulong ink = Ink(pixels); ink != 0; ink &= ink - 1)
                {
                    int pixel = BitOperations.TrailingZeroCount(ink);
                    _entries[entry++] = SparseRows.Entry(first + pixel, pixels[pixel]);
                }
            }
        }

        _begin[^1] = entry;
        Density = images.Count == 0 ? 0 : (double)_entries.Length / images.Pixels.Length;
    }

    /// <summary>
    /// The pixels that are not background; without the pixels themselves, only their share, where that is so large, as in
    /// photographs, that nothing would read them.
    /// </summary>
    public static SparsePixels Of(LabelledImages images)
    {
        int background = MemoryExtensions.Count(images.Pixels, (byte)0);
        double density = images.Count == 0 ? 0 : (double)(images.Pixels.Length - background) / images.Pixels.Length;
        return density <= LargestUsefulDensity ? new SparsePixels(images) : new SparsePixels(density);
    }

    /// <summary>Stands for images whose pixels may change: as dense as can be, and of no use otherwise.</summary>
    public static SparsePixels Unknown { get; } = new(density: 1);

    /// <summary>The share of pixels that are not 0: 0 … 1.</summary>
    public double Density { get; }

    /// <summary>
    /// Asks the processor to bring the entries of some images nearer. They lie all over the memory, and unasked it would wait
    /// for each in turn.
    /// </summary>
    public unsafe void Prefetch(ReadOnlySpan<int> indices)
    {
        const int EntriesPerLine = 64 / sizeof(ushort);
        if (!Sse.IsSupported)
            return;
        int segments = SparseRows.SegmentsOf(_pixelCount);
        fixed (ushort* entries = _entries)
        {
            foreach (int image in indices)
            {
                int end = _begin[(image + 1) * segments];
                for (int entry = _begin[image * segments]; entry < end; entry += EntriesPerLine)
                    Sse.Prefetch1(entries + entry);
            }
        }
    }

    // pixels [at most 64] → a bit for each that is not 0, the first one lowest
    private static ulong Ink(ReadOnlySpan<byte> pixels)
    {
        ulong ink = 0;
        int i = 0;
        for (; i <= pixels.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            uint background = Vector128.Equals(Vector128.Create(pixels[i..]), Vector128<byte>.Zero).ExtractMostSignificantBits();
            ink |= (ulong)(ushort)~background << i;
        }

        for (; i < pixels.Length; i++)
            ink |= pixels[i] == 0 ? 0 : 1UL << i;
        return ink;
    }

    /// <summary>The images with the given indices, as a sparse matrix with a row per image and a column per pixel.</summary>
    public SparseRows Rows(ReadOnlySpan<int> indices) => new(indices, _pixelCount, _begin, _entries);
}
