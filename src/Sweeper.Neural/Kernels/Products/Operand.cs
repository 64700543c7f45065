using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>
/// A matrix as the product sees it: element (i, j) lies at i·<see cref="RowStride"/> + j·<see cref="ColumnStride"/>.
/// </summary>
internal readonly ref struct Operand<T>
    where T : unmanaged
{
    public readonly ref T Start;
    public readonly int Rows;
    public readonly int Columns;
    public readonly nint RowStride;
    public readonly nint ColumnStride;

    /// <exception cref="ArgumentException">The span does not have rows·columns elements.</exception>
    public Operand(ReadOnlySpan<T> elements, int rows, int columns, int rowStride, int columnStride)
    {
        if (elements.Length != (long)rows * columns)
            throw new ArgumentException($"[{rows}, {columns}] does not have {elements.Length} elements.", nameof(elements));

        Start = ref MemoryMarshal.GetReference(elements);
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    private Operand(ref T start, int rows, int columns, nint rowStride, nint columnStride)
    {
        Start = ref start;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>
    /// This matrix as <see cref="Packing.PackTiles"/> laid it out: a tile of rows begins where row·Columns says.
    /// </summary>
    public Operand<T> InTiles(Span<T> tiles, int tileRows) =>
        new(ref MemoryMarshal.GetReference(tiles), Rows, Columns, 1, tileRows);

    /// <summary>The transposed matrix, in the same memory.</summary>
    public Operand<T> Turned() => new(ref Start, Columns, Rows, ColumnStride, RowStride);

    /// <summary>Some of this matrix' rows.</summary>
    public Operand<T> RowRange(int first, int count) =>
        new(ref Unsafe.Add(ref Start, first * RowStride), count, Columns, RowStride, ColumnStride);

    /// <summary>Where the tile that begins with <paramref name="row"/> lies.</summary>
    public ref T Tile(int row, bool isInTiles) => ref Unsafe.Add(ref Start, row * (isInTiles ? Columns : RowStride));
}
