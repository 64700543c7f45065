using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>
/// Some columns of a matrix product, as many as one, two or four registers hold: tile by tile of their rows, with what the
/// tiles read of the right operand copied together where that is quicker.
/// </summary>
internal static class ProductPanel
{
    // With fewer rows of a, a copy of b's columns costs more than the cache misses that it saves.
    private const int LeastRowsToPack = 48;

    /// <summary>Computes the columns [column, column + width) of c, of which the last ones may not exist.</summary>
    public static void Compute<T, TVector, TSimd>(
        Operand<T> a, bool isInTiles, Operand<T> b, Span<T> c, int column, int width, bool accumulate, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        int valid = Math.Min(width, b.Columns - column);
        bool direct = b.ColumnStride == 1 && valid == width && (a.Rows < LeastRowsToPack || b.RowStride == width);
        Span<T> panel = direct ? default : scratch.Panel(b.Rows * width);

        // The first tile can copy what it reads anyway; a pass of its own over the memory would take a tenth of the whole
        // product.
        bool isCopiedByTile = !direct && b.ColumnStride == 1 && valid == width && width == 4 * TSimd.Width
            && a.Rows >= Packing.TileRows;
        if (!direct && !isCopiedByTile && b.ColumnStride == 1 && valid == width)
            Copy<T, TVector, TSimd>(b, column, width, ref MemoryMarshal.GetReference(panel));
        else if (!direct && !isCopiedByTile)
            Packing.PackPanel(b, column, valid, width, panel);

        ref T bStart = ref direct ? ref Unsafe.Add(ref b.Start, column) : ref MemoryMarshal.GetReference(panel);
        nint bRow = direct ? b.RowStride : width;
        Span<T> partial = valid == width ? default : scratch.Tile(Packing.TileRows * width);
        int registers = width / TSimd.Width;
        for (int row = 0; row < a.Rows; row += Packing.TileRows)
        {
            int rows = Math.Min(Packing.TileRows, a.Rows - row);
            ref T aStart = ref a.Tile(row, isInTiles);
            ref T target = ref Unsafe.Add(ref MemoryMarshal.GetReference(c), ((nint)row * b.Columns) + column);
            if (row == 0 && isCopiedByTile)
            {
                ProductTile<T, TVector, TSimd>.Multiply4<IsTrue>(
                    ref aStart, a.RowStride, a.ColumnStride, ref Unsafe.Add(ref b.Start, column), b.RowStride, ref target,
                    b.Columns, rows, a.Columns, accumulate, ref bStart);
                continue;
            }

            if (valid == width)
            {
                Tile<T, TVector, TSimd>(registers, ref aStart, a, ref bStart, bRow, ref target, b.Columns, rows, accumulate);
                continue;
            }

            Tile<T, TVector, TSimd>(
                registers, ref aStart, a, ref bStart, bRow, ref MemoryMarshal.GetReference(partial), width, rows, false);
            CopyPartial(partial, width, ref target, b.Columns, rows, valid, accumulate);
        }
    }

    // Columns [column, column + width) of b → panel [b.Rows, width]
    private static void Copy<T, TVector, TSimd>(Operand<T> b, int column, int width, ref T panel)
        where T : unmanaged
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        const int Ahead = 8;
        ref T source = ref Unsafe.Add(ref b.Start, column);
        for (int row = 0; row < b.Rows; row++)
        {
            CacheLines.Prefetch(ref Unsafe.Add(ref source, Ahead * b.RowStride), width);
            for (nint j = 0; j < width; j += TSimd.Width)
                TSimd.Store(TSimd.Load(ref source, j), ref panel, j);
            source = ref Unsafe.Add(ref source, b.RowStride);
            panel = ref Unsafe.Add(ref panel, width);
        }
    }

    // The tile of a at aStart · panel b [inner, registers], rows bRow apart → c [rows, registers], rows cRow apart
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tile<T, TVector, TSimd>(
        int registers, ref T aStart, Operand<T> a, ref T b, nint bRow, ref T c, nint cRow, int rows, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        if (registers == 4 && rows <= 3)
            ProductTile<T, TVector, TSimd>.Multiply4Of3(
                ref aStart, a.RowStride, a.ColumnStride, ref b, bRow, ref c, cRow, rows, a.Columns, accumulate);
        else if (registers == 4)
            ProductTile<T, TVector, TSimd>.Multiply4<IsFalse>(
                ref aStart, a.RowStride, a.ColumnStride, ref b, bRow, ref c, cRow, rows, a.Columns, accumulate,
                ref Unsafe.NullRef<T>());
        else if (registers == 2)
            ProductTile<T, TVector, TSimd>.Multiply2(
                ref aStart, a.RowStride, a.ColumnStride, ref b, bRow, ref c, cRow, rows, a.Columns, accumulate);
        else
            ProductTile<T, TVector, TSimd>.Multiply1(
                ref aStart, a.RowStride, a.ColumnStride, ref b, bRow, ref c, cRow, rows, a.Columns, accumulate);
    }

    private static void CopyPartial<T>(
        ReadOnlySpan<T> tile, int width, ref T target, nint targetRow, int rows, int valid, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < valid; i++)
            {
                ref T element = ref Unsafe.Add(ref target, (row * targetRow) + i);
                T value = tile[(row * width) + i];
                element = accumulate ? element + value : value;
            }
        }
    }
}
