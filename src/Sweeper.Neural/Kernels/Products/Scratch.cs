using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>Memory that the products of one network reuse from step to step. For one thread.</summary>
internal sealed class Scratch<T>
    where T : unmanaged
{
    private AlignedArray<T> _panel = new(0);
    private AlignedArray<T> _tile = new(0);
    private AlignedArray<T> _left = new(0);
    private AlignedArray<T> _zeros = new(0);

    /// <summary>
    /// Bytes of the cache that work is cut for. What comes of it does not depend on them.
    /// </summary>
    public int CacheBytes { get; init; } = CacheSizes.FirstLevelBytes;

    /// <summary>Room for a packed panel; its content is arbitrary.</summary>
    public Span<T> Panel(int length) => Room(ref _panel, length);

    /// <summary>Room for one tile; its content is arbitrary.</summary>
    public Span<T> Tile(int length) => Room(ref _tile, length);

    /// <summary>Room for a packed left operand; its content is arbitrary.</summary>
    public Span<T> Left(int length) => Room(ref _left, length);

    /// <summary>Room for entries of sparse matrices in another order; its content is arbitrary.</summary>
    public SparseColumns Columns { get; } = new();

    /// <summary>Zeros.</summary>
    public ReadOnlySpan<T> Zeros(int length) => Room(ref _zeros, length);

    private static Span<T> Room(ref AlignedArray<T> array, int length)
    {
        if (array.Length < length)
            array = new AlignedArray<T>(length);
        return array.Span[..length];
    }
}
