using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>
/// Products of dense row-major matrices in the three forms that training needs. Each result is the same bits on every call:
/// the order of the additions depends on the shapes and the processor's register width alone.
/// </summary>
internal static class MatrixProduct
{
    // Below these sizes a copy of a costs more than the cache misses that it saves: panels of c's columns, each of which reads
    // a once more.
    private const int LeastPanelsToPack = 2;
    private const int LeastPanelsToPackAnyway = 8;

    // Numbers of a that are in tiles at once, which the second-level cache holds, and rows at the least: for each of these
    // pieces b is read once more.
    private const int NumbersInTiles = 64 << 10;
    private const int LeastRowsInTiles = 16 * Packing.TileRows;

    // From these sizes on it is quicker to turn the few rows of a and the result than the many of b.
    private const int LeastRowsToTurn = 64;
    private const int LeastInnerToTurn = 64;

    // Columns of the result that are kept back until they can be turned in whole cache lines: a multiple of a tile's and of a
    // line's.
    private const int TurnedColumns = 48;

    // a [m, k] · b [k, n] → c [m, n]; c may overlap neither.
    /// <summary>c = a·b, or c += a·b when <paramref name="accumulate"/>.</summary>
    public static void Multiply<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int m, int k, int n, bool accumulate, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(new Operand<T>(a, m, k, k, 1), new Operand<T>(b, k, n, n, 1), c, accumulate, scratch);

    // a [k, m]ᵀ · b [k, n] → c [m, n]; c may overlap neither.
    /// <summary>c = aᵀ·b, or c += aᵀ·b when <paramref name="accumulate"/>.</summary>
    public static void MultiplyTransposedLeft<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int m, int k, int n, bool accumulate, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(new Operand<T>(a, m, k, 1, m), new Operand<T>(b, k, n, n, 1), c, accumulate, scratch);

    // a [m, k] · b [n, k]ᵀ → c [m, n]; c may overlap neither.
    /// <summary>c = a·bᵀ, or c += a·bᵀ when <paramref name="accumulate"/>.</summary>
    public static void MultiplyTransposedRight<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int m, int k, int n, bool accumulate, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(new Operand<T>(a, m, k, k, 1), new Operand<T>(b, k, n, 1, k), c, accumulate, scratch);

    internal static void Run<T>(Operand<T> a, Operand<T> b, Span<T> c, bool accumulate, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A register that would be half empty or more is left to the narrower ones.
        if (RegisterWidth.Has512 && b.Columns > Vector256<T>.Count)
            Run<T, Vector512<T>, Simd512<T>>(a, b, c, accumulate, scratch);
        else if (RegisterWidth.Has256 && b.Columns > Vector128<T>.Count)
            Run<T, Vector256<T>, Simd256<T>>(a, b, c, accumulate, scratch);
        else if (RegisterWidth.Has128)
            Run<T, Vector128<T>, Simd128<T>>(a, b, c, accumulate, scratch);
        else
            Run<T, T, SimdScalar<T>>(a, b, c, accumulate, scratch);
    }

    internal static void Run<T, TVector, TSimd>(Operand<T> a, Operand<T> b, Span<T> c, bool accumulate, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        if (a.Columns != b.Rows)
            throw new ArgumentException($"[{a.Rows}, {a.Columns}] and [{b.Rows}, {b.Columns}] cannot be multiplied.");
        if (c.Length != (long)a.Rows * b.Columns)
            throw new ArgumentException($"[{a.Rows}, {b.Columns}] does not have {c.Length} elements.", nameof(c));

        if (a.ColumnStride == 1 && b.RowStride == 1 && a.Rows >= LeastRowsToTurn && b.Columns >= 2 * a.Rows
            && a.Columns >= LeastInnerToTurn)
        {
            Turned<T, TVector, TSimd>(a, b, c, accumulate, scratch);
            return;
        }

        int n = b.Columns;
        bool isInTiles = a.RowStride == 1
            && n >= (Packing.Conflicts<T>(a.ColumnStride) ? LeastPanelsToPack
                : LeastPanelsToPackAnyway) * TSimd.TileVectors * TSimd.Width;
        if (!isInTiles)
        {
            Panels<T, TVector, TSimd>(a, isInTiles, b, c, accumulate, scratch);
            return;
        }

        int step = Math.Max(LeastRowsInTiles, NumbersInTiles / Math.Max(a.Columns, 1) / Packing.TileRows * Packing.TileRows);
        for (int row = 0; row < a.Rows; row += step)
        {
            int rows = Math.Min(step, a.Rows - row);
            Span<T> tiles = scratch.Left(
                checked((rows + Packing.TileRows - 1) / Packing.TileRows * Packing.TileRows * a.Columns));
            Operand<T> part = a.RowRange(row, rows);
            Packing.PackTiles(part, tiles);
            Panels<T, TVector, TSimd>(
                part.InTiles(tiles, Packing.TileRows), isInTiles, b, c.Slice(row * n, rows * n), accumulate, scratch);
        }
    }

    private static void Panels<T, TVector, TSimd>(
        Operand<T> a, bool isInTiles, Operand<T> b, Span<T> c, bool accumulate, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        for (int column = 0; column < b.Columns;)
        {
            int width = PanelWidth<T, TVector, TSimd>(b.Columns - column);
            ProductPanel.Compute<T, TVector, TSimd>(a, isInTiles, b, c, column, width, accumulate, scratch);
            column += width;
        }
    }

    // A register may be wider than what is left of the row: the last panel is then padded with zeros.
    private static int PanelWidth<T, TVector, TSimd>(int columnsLeft)
        where T : unmanaged
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        int registers = (columnsLeft / TSimd.Width) switch
        {
            >= 4 when TSimd.TileVectors == 4 => 4,
            >= 2 => 2,
            _ => 1,
        };
        return registers * TSimd.Width;
    }

    /// <summary>
    /// Computes cᵀ = bᵀ·aᵀ, whose left operand is read as it lies in memory. Each number of c comes of the same operations in
    /// the same order.
    /// </summary>
    private static void Turned<T, TVector, TSimd>(Operand<T> a, Operand<T> b, Span<T> c, bool accumulate, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        Operand<T> left = b.Turned(), right = a.Turned();
        int n = left.Rows;
        for (int column = 0; column < right.Columns;)
        {
            int width = PanelWidth<T, TVector, TSimd>(right.Columns - column);
            int valid = Math.Min(width, right.Columns - column);
            Span<T> panel = scratch.Panel(right.Rows * width);
            Packing.PackPanel(right, column, valid, width, panel);
            Span<T> turned = scratch.Tile(TurnedColumns * width);
            for (int block = 0; block < n; block += TurnedColumns)
            {
                int rows = Math.Min(TurnedColumns, n - block);
                for (int row = 0; row < rows; row += Packing.TileRows)
                {
                    ProductPanel.Tile<T, TVector, TSimd>(
                        width / TSimd.Width, ref left.Tile(block + row, false), left, ref MemoryMarshal.GetReference(panel),
                        width, ref turned[row * width], width, Math.Min(Packing.TileRows, rows - row), accumulate: false);
                }

                Packing.Turn(
                    turned,
                    width,
                    rows,
                    valid,
                    ref Unsafe.Add(ref MemoryMarshal.GetReference(c), ((nint)column * n) + block),
                    n,
                    accumulate);
            }

            column += width;
        }
    }
}
