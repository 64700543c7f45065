using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>
/// Products of a sparse matrix of bytes with dense ones, in the two forms that the first layer of a network needs. They do the
/// work of the entries that are not zero alone. The order of the additions depends on the entries, the shapes and the register
/// width alone.
/// </summary>
/// <remarks>
/// The dense matrix with a row per sparse column is the large one (the weights), so the work goes panel by panel of its columns
/// and segment by segment of its rows: the part in use stays near the first-level cache for all rows of the batch. (It may be
/// twice as large, because longer runs of entries are worth some misses; with narrow panels the sums depend on it, and it is
/// always the same.) Parts of rows are copied together first: they would compete for places in the cache, or begin in the middle
/// of its lines.
/// </remarks>
internal static class SparseProduct
{
    private const int LineBytes = 64;

    // x [m, k] sparse · w [k, n] → y [m, n] += values[x]·w; no overlaps.
    /// <summary>y += x·w, where each byte of x stands for a number in <paramref name="values"/>: [256].</summary>
    public static void MultiplyAdd<T>(
        SparseRows x, ReadOnlySpan<T> values, ReadOnlySpan<T> w, Span<T> y, int n, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(isForward: true, x, 0, x.Segments, values, MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(w), w.Length), y,
            n, scratch);

    // x [m, k]ᵀ sparse · y [m, n] → w [k, n] += values[x]ᵀ·y; no overlaps.
    /// <summary>w += xᵀ·y, where each byte of x stands for a number in <paramref name="values"/>: [256].</summary>
    public static void MultiplyTransposedAdd<T>(
        SparseRows x, ReadOnlySpan<T> values, ReadOnlySpan<T> y, Span<T> w, int n, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MultiplyTransposedAdd(x, 0, x.Segments, values, y, w, n, scratch);

    /// <summary>
    /// The rows of w alone that belong to the segments [first, end) of x; each gets the same bits whatever the segments.
    /// </summary>
    public static void MultiplyTransposedAdd<T>(
        SparseRows x, int first, int end, ReadOnlySpan<T> values, ReadOnlySpan<T> y, Span<T> w, int n, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(isForward: false, x, first, end, values, w, MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(y), y.Length), n,
            scratch);

    // isForward says which of w and y is written.
    internal static void Run<T>(
        bool isForward, SparseRows x, int first, int end, ReadOnlySpan<T> values, Span<T> w, Span<T> y, int n,
        Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (RegisterWidth.Has512)
            Run<T, Vector512<T>, Simd512<T>>(isForward, x, first, end, values, w, y, n, scratch);
        else if (RegisterWidth.Has256)
            Run<T, Vector256<T>, Simd256<T>>(isForward, x, first, end, values, w, y, n, scratch);
        else if (RegisterWidth.Has128)
            Run<T, Vector128<T>, Simd128<T>>(isForward, x, first, end, values, w, y, n, scratch);
        else
            Run<T, T, SimdScalar<T>>(isForward, x, first, end, values, w, y, n, scratch);
    }

    internal static unsafe void Run<T, TVector, TSimd>(
        bool isForward, SparseRows x, int first, int end, ReadOnlySpan<T> values, Span<T> w, Span<T> y, int n,
        Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        if (values.Length != 256 || w.Length != (long)x.Columns * n || y.Length != (long)x.Count * n)
            throw new ArgumentException(
                $"[{x.Count}, {x.Columns}] does not fit {w.Length} and {y.Length} elements in {n} columns.");

        // Segments forms a reference to before the weights; the garbage collector would lose it if it moved them.
        fixed (T* pinned = w)
        {
            for (int column = isForward ? 0 : Collect<T, TVector, TSimd>(x, first, end, values, w, y, n, scratch); column < n;)
            {
                // A wider tile that is partly padding is still faster than several narrow ones.
                int registers = ((n - column + TSimd.Width - 1) / TSimd.Width) switch
                {
                    >= 13 when TSimd.TileVectors == 4 => 16,
                    >= 5 => 8,
                    >= 3 => 4,
                    2 => 2,
                    _ => 1,
                };
                int width = registers * TSimd.Width;
                Panel<T, TVector, TSimd>(isForward, x, first, end, values, w, y, n, column, width, scratch);
                column += width;
            }
        }
    }

    /// <summary>
    /// Adds to the columns of w, eight registers at a time, while there are more than four left. A row of w is read and written
    /// once for some rows of y, which stay in the first-level cache. Putting the entries into the order of the columns costs as
    /// much as eight registers; it is not done for fewer.
    /// </summary>
    /// <returns>The columns that were added to, from the first one on.</returns>
    private static int Collect<T, TVector, TSimd>(
        SparseRows x, int firstSegment, int endSegment, ReadOnlySpan<T> values, Span<T> w, Span<T> y, int n, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        int width = 8 * TSimd.Width, column = 0;
        if (n <= width)
            return 0;
        int step = Math.Clamp(scratch.CacheBytes / (width * Unsafe.SizeOf<T>()), 1, SparseColumns.MostRows);
        Span<T> own = w[(firstSegment * SparseRows.SegmentColumns * n)..];
        for (int first = 0; first < x.Count; first += step)
        {
            int end = Math.Min(first + step, x.Count);
            scratch.Columns.Take(x, first, end, firstSegment, endSegment);
            for (column = 0; n - column > width / 2; column += width)
            {
                int valid = Math.Min(width, n - column);
                Span<T> lines = CopyIn(y[(first * n)..(end * n)], n, column, valid, width, scratch.Left((end - first) * width));
                CollectPanel<T, TVector, TSimd>(scratch.Columns, values, lines, own, n, column, valid, scratch.Tile(width));
            }
        }

        return Math.Min(column, n);
    }

    // lines [rows, 8 registers] → columns [column, column + valid) of w
    private static void CollectPanel<T, TVector, TSimd>(
        SparseColumns columns, ReadOnlySpan<T> values, ReadOnlySpan<T> lines, Span<T> w, int n, int column, int valid,
        Span<T> copy)
        where T : unmanaged
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        ReadOnlySpan<int> begin = columns.Begin;
        ref ushort entries = ref MemoryMarshal.GetReference(columns.Entries);
        ref T table = ref MemoryMarshal.GetReference(values);
        ref T line = ref MemoryMarshal.GetReference(lines);
        if (valid == copy.Length)
        {
            SparseTile<T, TVector, TSimd>.Collect(begin, ref entries, ref table, ref line, valid, ref w[column], n);
            return;
        }

        // What lies behind the columns belongs to the next row, and perhaps to another thread.
        for (int row = 0; row < begin.Length - 1; row++)
        {
            Span<T> target = w.Slice((row * n) + column, valid);
            target.CopyTo(copy);
            SparseTile<T, TVector, TSimd>.Collect(
                begin.Slice(row, 2), ref entries, ref table, ref line, copy.Length, ref copy[0], 0);
            copy[..valid].CopyTo(target);
        }
    }

    /// <summary>Works on the columns [column, column + width) of w and y, of which the last ones may not exist.</summary>
    private static void Panel<T, TVector, TSimd>(
        bool isForward, SparseRows x, int firstSegment, int endSegment, ReadOnlySpan<T> values, Span<T> w, Span<T> y, int n,
        int column, int width,
        Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        int valid = Math.Min(width, n - column), rowBytes = n * Unsafe.SizeOf<T>();
        bool isWhole = valid == width && rowBytes % Math.Min(LineBytes, width * Unsafe.SizeOf<T>()) == 0;
        bool isCopied = !isWhole || width < n;
        Span<T> rows = isWhole ? y[column..] : CopyIn(y, n, column, valid, width, scratch.Left(x.Count * width));
        int step = width < 8 * TSimd.Width ? SparseRows.SegmentsPerBlock
            : StepOf(2 * scratch.CacheBytes, width * Unsafe.SizeOf<T>());
        for (int segment = firstSegment, end; segment < endSegment; segment = end)
        {
            // Whole steps but for the first and the last, so that none is in two blocks.
            end = Math.Min((segment / step * step) + step, endSegment);
            int first = segment * SparseRows.SegmentColumns, last = Math.Min(end * SparseRows.SegmentColumns, x.Columns);
            Span<T> part = w[(first * n)..(last * n)];
            Span<T> weights = isCopied
                ? CopyIn(part, n, column, valid, width, scratch.Panel((last - first) * width))
                : part[column..];
            if (isCopied && end < endSegment)
                PrefetchRows(w, last, Math.Min(step * SparseRows.SegmentColumns, x.Columns - last), n, column, valid);
            SparseTile<T, TVector, TSimd>.Do(
                isForward, x, segment, end, values, weights, isCopied ? width : n, rows, isWhole ? n : width,
                width / TSimd.Width);
            if (isCopied && !isForward)
                CopyOut(weights, width, part, n, column, valid);
        }

        if (!isWhole && isForward)
            CopyOut(rows, width, y, n, column, valid);
    }

    // Segments whose rows of weights fill some bytes: a part of a block, or all of it.
    private static int StepOf(int bytes, int rowBytes) => (bytes / (SparseRows.SegmentColumns * rowBytes)) switch
    {
        >= SparseRows.SegmentsPerBlock => SparseRows.SegmentsPerBlock,
        >= 2 => 2,
        _ => 1,
    };

    // What is copied next lies so far apart that the processor does not see it coming.
    private static void PrefetchRows<T>(Span<T> w, int first, int count, int n, int column, int valid)
        where T : unmanaged
    {
        for (int row = first; row < first + count; row++)
            CacheLines.PrefetchFar(ref w[(row * n) + column], valid);
    }

    /// <summary>
    /// Columns [column, column + valid) of a matrix with n columns as rows of <paramref name="width"/>, the rest zero.
    /// </summary>
    private static Span<T> CopyIn<T>(Span<T> matrix, int n, int column, int valid, int width, Span<T> copy)
        where T : unmanaged
    {
        Packing.PackPanel(new Operand<T>(matrix, matrix.Length / n, n, n, 1), column, valid, width, copy);
        return copy;
    }

    private static void CopyOut<T>(Span<T> copy, int width, Span<T> matrix, int n, int column, int valid)
        where T : unmanaged
    {
        for (int row = 0; row < matrix.Length / n; row++)
            copy.Slice(row * width, valid).CopyTo(matrix.Slice((row * n) + column, valid));
    }
}
