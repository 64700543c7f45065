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
/// and segment by segment of its rows: the part in use stays in the first-level cache for all rows of the batch. Parts whose
/// rows would not fit there, or begin in the middle of cache lines, are copied together first.
/// </remarks>
internal static class SparseProduct
{
    private const int LineBytes = 64;

    // The weights that are in use at a time: a little more than the first-level cache holds, because longer runs of entries are
    // worth some misses; measured.
    private const int StepBytes = 64 * 1024;

    // Rows of this length, or a multiple of it, compete for places in the cache. Weights that are written must be copied back as
    // well, which pays from twice the length on.
    private const int ConflictBytes = 1024;

    // x [m, k] sparse · w [k, n] → y [m, n] += values[x]·w; no overlaps.
    /// <summary>y += x·w, where each byte of x stands for a number in <paramref name="values"/>: [256].</summary>
    public static void MultiplyAdd<T>(
        SparseRows x, ReadOnlySpan<T> values, ReadOnlySpan<T> w, Span<T> y, int n, Scratch<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(isForward: true, x, 0, x.Segments, values, MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(w), w.Length), y, n, scratch);

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
        Run(isForward: false, x, first, end, values, w, MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(y), y.Length), n, scratch);

    // Both forms walk over the same entries; isForward says which of w and y is written.
    internal static void Run<T>(
        bool isForward, SparseRows x, int first, int end, ReadOnlySpan<T> values, Span<T> w, Span<T> y, int n, Scratch<T> scratch)
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
        bool isForward, SparseRows x, int first, int end, ReadOnlySpan<T> values, Span<T> w, Span<T> y, int n, Scratch<T> scratch)
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
            for (int column = 0; column < n;)
            {
                // A wider tile that is partly padding is still faster than several narrow ones.
                int registers = ((n - column + TSimd.Width - 1) / TSimd.Width) switch
                {
                    >= 13 when TSimd.TileVectors == 4 => 16,
                    >= 5 => 8,
                    >= 3 => 4,
                    _ => 1,
                };
                int width = registers * TSimd.Width;
                Panel<T, TVector, TSimd>(isForward, x, first, end, values, w, y, n, column, width, scratch);
                column += width;
            }
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
        bool copiesWeights = !isWhole || (width < n && rowBytes % (isForward ? ConflictBytes : 2 * ConflictBytes) == 0);
        Span<T> rows = isWhole ? y[column..] : CopyIn(y, n, column, valid, width, scratch.Left(x.Count * width));
        int step = Math.Clamp(
            StepBytes / (SparseRows.SegmentColumns * width * Unsafe.SizeOf<T>()), 1, SparseRows.SegmentsPerBlock);
        for (int segment = firstSegment, end; segment < endSegment; segment = end)
        {
            // Whole steps but for the first and the last, so that none is in two blocks.
            end = Math.Min((segment / step * step) + step, endSegment);
            int first = segment * SparseRows.SegmentColumns, last = Math.Min(end * SparseRows.SegmentColumns, x.Columns);
            Span<T> part = w[(first * n)..(last * n)];
            Span<T> weights = copiesWeights
                ? CopyIn(part, n, column, valid, width, scratch.Panel((last - first) * width))
                : part[column..];
            Segments<T, TVector, TSimd>(
                isForward, x, segment, end, values, weights, copiesWeights ? width : n, rows, isWhole ? n : width, width / TSimd.Width);
            if (copiesWeights && !isForward)
                CopyOut(weights, width, part, n, column, valid);
        }

        if (!isWhole && isForward)
            CopyOut(rows, width, y, n, column, valid);
    }

    // w [segments from segment to end, wRow], y [rows, yRow]
    private static void Segments<T, TVector, TSimd>(
        bool isForward, SparseRows x, int segment, int end, ReadOnlySpan<T> values, Span<T> w, nint wRow, Span<T> y, nint yRow, int registers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        ref T table = ref MemoryMarshal.GetReference(values);
        ref T line = ref MemoryMarshal.GetReference(y);

        // Entries count their columns from the start of the block; the weights begin at the segment.
        nint skipped = segment % SparseRows.SegmentsPerBlock * SparseRows.SegmentColumns * wRow;
        ref T weights = ref Unsafe.Subtract(ref MemoryMarshal.GetReference(w), skipped);
        switch (registers)
        {
            case 16 when isForward: SparseTile<T, TVector, TSimd>.Gather16(
                x, segment, end, ref table, ref weights, wRow, ref line, yRow); break;
            case 16: SparseTile<T, TVector, TSimd>.Scatter16(
                x, segment, end, ref table, ref line, yRow, ref weights, wRow); break;
            case 8 when isForward: SparseTile<T, TVector, TSimd>.Gather8(
                x, segment, end, ref table, ref weights, wRow, ref line, yRow); break;
            case 4 when isForward: SparseTile<T, TVector, TSimd>.Gather4(
                x, segment, end, ref table, ref weights, wRow, ref line, yRow); break;
            case 1 when isForward: SparseTile<T, TVector, TSimd>.Gather1(
                x, segment, end, ref table, ref weights, wRow, ref line, yRow); break;
            case 8: SparseTile<T, TVector, TSimd>.Scatter8(x, segment, end, ref table, ref line, yRow, ref weights, wRow); break;
            case 4: SparseTile<T, TVector, TSimd>.Scatter4(x, segment, end, ref table, ref line, yRow, ref weights, wRow); break;
            default: SparseTile<T, TVector, TSimd>.Scatter1(
                x, segment, end, ref table, ref line, yRow, ref weights, wRow); break;
        }
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
