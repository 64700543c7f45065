using Sweeper.Neural.Kernels.Products;

namespace Sweeper.Neural.Layers;

/// <summary>A batch as the first layer of a network takes it in: as numbers, or as pixels of which most are 0.</summary>
internal readonly ref struct LayerInput<T>
    where T : unmanaged
{
    /// <summary>Numbers: [rows, InputSize].</summary>
    public LayerInput(ReadOnlySpan<T> dense, int rows)
    {
        Dense = dense;
        Rows = rows;
    }

    /// <summary>Pixels, and the number that each of the 256 values of a pixel stands for.</summary>
    public LayerInput(SparseRows sparse, ReadOnlySpan<T> pixelValues)
    {
        Sparse = sparse;
        PixelValues = pixelValues;
        Rows = sparse.Count;
        IsSparse = true;
    }

    public readonly ReadOnlySpan<T> Dense;
    public readonly SparseRows Sparse;
    public readonly ReadOnlySpan<T> PixelValues;
    public readonly int Rows;
    public readonly bool IsSparse;
}
