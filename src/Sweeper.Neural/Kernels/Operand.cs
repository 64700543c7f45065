using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sweeper.Neural.Kernels;

/// <summary>A matrix as the product sees it: element (i, j) lies at i·<see cref="RowStride"/> + j·<see cref="ColumnStride"/>.</summary>
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

    /// <summary>Copies columns [column, column + count) into panel [rows, width], the rest of each row zero.</summary>
    public void Pack(int column, int count, int width, Span<T> panel)
    {
        if (count < width)
            panel.Clear();
        for (int j = 0; j < count; j++)
        {
            ref T source = ref Unsafe.Add(ref Start, (column + j) * ColumnStride);
            for (int i = 0; i < Rows; i++)
                panel[(i * width) + j] = Unsafe.Add(ref source, i * RowStride);
        }
    }
}
