using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>
/// Copies operands of a product into the order in which its innermost loop reads them: columns of the right operand that are
/// apart in memory, or so far apart that the processor's cache can hold few of them at once.
/// </summary>
internal static class Packing
{
    /// <summary>Rows of a tile of the product.</summary>
    public const int TileRows = 6;

    // Lines this far apart, or a multiple of it, fall into a few sets of the first-level cache and push one another out.
    private const int ConflictBytes = 1024;

    // Numbers of single precision in a line of the cache.
    private const int LineElements = 16;

    // Columns of the left operand that are copied before going on to the next rows.
    private const int BlockColumns = 32;

    // Rows of the source that are copied before going on to the next columns, so that the lines touched stay in the cache.
    private const int BlockRows = 128;

    /// <summary>Whether walking along a dimension with this stride makes cache lines compete for the same places.</summary>
    public static bool Conflicts<T>(nint stride)
        where T : unmanaged => stride != 1 && stride * Unsafe.SizeOf<T>() % ConflictBytes == 0;

    /// <summary>Copies columns [column, column + count) of b into panel [b.Rows, width], the rest of each row zero.</summary>
    public static void PackPanel<T>(Operand<T> b, int column, int count, int width, Span<T> panel)
        where T : unmanaged
    {
        if (count < width)
            panel.Clear();
        if (b.ColumnStride == 1)
            CopyRows(b, column, count, width, panel);
        else if (typeof(T) == typeof(float) && b.RowStride == 1 && (Sse.IsSupported || AdvSimd.Arm64.IsSupported))
            TransposeSingles(b, column, count, width, panel);
        else
            CopyElements(b, column, 0, count, 0, b.Rows, width, panel);
    }

    /// <summary>
    /// Copies a into tiles of <see cref="TileRows"/> rows, each with the numbers of a column beside each other; the last tile
    /// may be partly unset.
    /// </summary>
    /// <param name="a">Its rows are beside each other in memory: RowStride is 1.</param>
    /// <param name="tiles">[⌈a.Rows / TileRows⌉, a.Columns, TileRows].</param>
    public static void PackTiles<T>(Operand<T> a, Span<T> tiles)
        where T : unmanaged
    {
        ref T start = ref MemoryMarshal.GetReference(tiles);
        for (int block = 0; block < a.Columns; block += BlockColumns)
        {
            int end = Math.Min(block + BlockColumns, a.Columns);
            for (int row = 0; row < a.Rows; row += TileRows)
            {
                int rows = Math.Min(TileRows, a.Rows - row);
                ref T source = ref Unsafe.Add(ref a.Start, row + (block * a.ColumnStride));
                ref T target = ref Unsafe.Add(ref start, (row * a.Columns) + (block * TileRows));

                // The next block's part of the tile, and its lines of a where this tile is the first of theirs.
                CacheLines.Prefetch(ref Unsafe.Add(ref target, BlockColumns * TileRows), BlockColumns * TileRows);
                for (int p = 0; p < BlockColumns && row % LineElements < TileRows; p++)
                    CacheLines.Prefetch(ref Unsafe.Add(ref source, (BlockColumns + p) * a.ColumnStride), 1);
                PackTile(ref source, a.ColumnStride, ref target, rows, block, end, a.Columns);
            }
        }
    }

    private static void PackTile<T>(ref T source, nint step, ref T target, int rows, int column, int end, int columns)
        where T : unmanaged
    {
        // What a register copies too much is overwritten by the next column, which there must be.
        int wide = rows == TileRows && step >= WideColumn<T>.Length ? Math.Min(end, columns - 1) : column;
        for (; column < wide; column++)
        {
            Unsafe.As<T, WideColumn<T>>(ref target) = Unsafe.As<T, WideColumn<T>>(ref source);
            source = ref Unsafe.Add(ref source, step);
            target = ref Unsafe.Add(ref target, TileRows);
        }

        for (; column < end; column++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref source, rows).CopyTo(MemoryMarshal.CreateSpan(ref target, rows));
            source = ref Unsafe.Add(ref source, step);
            target = ref Unsafe.Add(ref target, TileRows);
        }
    }

    /// <summary>
    /// Writes, or adds, the transposed of the first columns of source [rows, width] to rows of a target that lie targetRow
    /// apart.
    /// </summary>
    public static void Turn<T>(
        ReadOnlySpan<T> source, int width, int rows, int columns, ref T target, nint targetRow, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int wholeRows = 0, wholeColumns = 0;
        if (typeof(T) == typeof(float) && !accumulate && (Sse.IsSupported || AdvSimd.Arm64.IsSupported))
        {
            wholeRows = rows / 4 * 4;
            wholeColumns = columns / 4 * 4;
            ref float from = ref Unsafe.As<T, float>(ref MemoryMarshal.GetReference(source));
            ref float to = ref Unsafe.As<T, float>(ref target);
            for (int j = 0; j < wholeColumns; j += 4)
            {
                for (int i = 0; i < wholeRows; i += 4)
                    Transpose4(
                        ref Unsafe.Add(ref from, (i * width) + j),
                        width,
                        ref Unsafe.Add(ref to, (j * targetRow) + i),
                        targetRow);
            }
        }

        for (int j = 0; j < columns; j++)
        {
            for (int i = j < wholeColumns ? wholeRows : 0; i < rows; i++)
            {
                ref T element = ref Unsafe.Add(ref target, (j * targetRow) + i);
                T value = source[(i * width) + j];
                element = accumulate ? element + value : value;
            }
        }
    }

    private static void CopyRows<T>(Operand<T> b, int column, int count, int width, Span<T> panel)
        where T : unmanaged
    {
        for (int row = 0; row < b.Rows; row++)
        {
            ReadOnlySpan<T> source = MemoryMarshal.CreateReadOnlySpan(
                ref Unsafe.Add(ref b.Start, (row * b.RowStride) + column), count);
            source.CopyTo(panel.Slice(row * width, count));
        }
    }

    private static void CopyElements<T>(
        Operand<T> b, int column, int firstColumn, int lastColumn, int firstRow, int lastRow, int width, Span<T> panel)
        where T : unmanaged
    {
        for (int j = firstColumn; j < lastColumn; j++)
        {
            ref T source = ref Unsafe.Add(ref b.Start, (column + j) * b.ColumnStride);
            for (int i = firstRow; i < lastRow; i++)
                panel[(i * width) + j] = Unsafe.Add(ref source, i * b.RowStride);
        }
    }

    private static void TransposeSingles<T>(Operand<T> b, int column, int count, int width, Span<T> panel)
        where T : unmanaged
    {
        int wholeRows = b.Rows / 4 * 4, wholeColumns = count / 4 * 4;
        ref float source = ref Unsafe.As<T, float>(ref b.Start);
        ref float target = ref Unsafe.As<T, float>(ref MemoryMarshal.GetReference(panel));
        for (int block = 0; block < wholeRows; block += BlockRows)
        {
            int end = Math.Min(block + BlockRows, wholeRows);
            for (int j = 0; j < wholeColumns; j += 4)
            {
                for (int i = block; i < end; i += 4)
                {
                    Transpose4(
                        ref Unsafe.Add(ref source, ((column + j) * b.ColumnStride) + i), b.ColumnStride,
                        ref Unsafe.Add(ref target, (i * width) + j), width);
                }
            }
        }

        CopyElements(b, column, 0, wholeColumns, wholeRows, b.Rows, width, panel);
        CopyElements(b, column, wholeColumns, count, 0, b.Rows, width, panel);
    }

    // source [4, 4], rows sourceRow apart → target = sourceᵀ [4, 4], rows targetRow apart
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(ref float source, nint sourceRow, ref float target, nint targetRow)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref source);
        Vector128<float> b = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, sourceRow));
        Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceRow));
        Vector128<float> d = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceRow));
        Vector128<float> ac0 = InterleaveLow(a, c), ac1 = InterleaveHigh(a, c), bd0 = InterleaveLow(b, d);
        Vector128<float> bd1 = InterleaveHigh(b, d);
        InterleaveLow(ac0, bd0).StoreUnsafe(ref target);
        InterleaveHigh(ac0, bd0).StoreUnsafe(ref Unsafe.Add(ref target, targetRow));
        InterleaveLow(ac1, bd1).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetRow));
        InterleaveHigh(ac1, bd1).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    /// <summary>
    /// The numbers of one column of a tile and the two beside them: as a value, the JIT copies them with one instruction.
    /// </summary>
    [InlineArray(Length)]
    private struct WideColumn<T>
        where T : unmanaged
    {
        public const int Length = 8;

        private T _first;
    }
}
