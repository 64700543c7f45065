using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>The innermost loops of the sparse products, over the entries that the rows have in some segments.</summary>
internal static class SparseTile<T, TVector, TSimd>
    where T : unmanaged
    where TVector : struct
    where TSimd : ISimd<T, TVector>
{
    // So much is worth asking for before it is needed.
    private const int Wide = 8;

    // isForward says which of w and y is written: w [segments from segment to end, wRow], y [rows, yRow]
    public static void Do(
        bool isForward, SparseRows x, int segment, int end, ReadOnlySpan<T> values, Span<T> w, nint wRow, Span<T> y, nint yRow,
        int registers)
    {
        ref T table = ref MemoryMarshal.GetReference(values);
        ref T line = ref MemoryMarshal.GetReference(y);

        // Entries count their columns from the start of the block; the weights begin at the segment.
        nint skipped = segment % SparseRows.SegmentsPerBlock * SparseRows.SegmentColumns * wRow;
        ref T weights = ref Unsafe.Subtract(ref MemoryMarshal.GetReference(w), skipped);
        switch (registers)
        {
            case 16 when isForward:
                Gather<SixteenRegisters<T, TVector, TSimd>>(x, segment, end, ref table, ref weights, wRow, ref line, yRow);
                break;
            case 8 when isForward:
                Gather<EightRegisters<T, TVector, TSimd>>(x, segment, end, ref table, ref weights, wRow, ref line, yRow);
                break;
            case 4 when isForward:
                Gather<FourRegisters<T, TVector, TSimd>>(x, segment, end, ref table, ref weights, wRow, ref line, yRow);
                break;
            case 2 when isForward:
                Gather<TwoRegisters<T, TVector, TSimd>>(x, segment, end, ref table, ref weights, wRow, ref line, yRow);
                break;
            case 1 when isForward:
                Gather<OneRegister<T, TVector, TSimd>>(x, segment, end, ref table, ref weights, wRow, ref line, yRow);
                break;
            case 8:
                Scatter<EightRegisters<T, TVector, TSimd>>(x, segment, end, ref table, ref line, yRow, ref weights, wRow);
                break;
            case 4:
                Scatter<FourRegisters<T, TVector, TSimd>>(x, segment, end, ref table, ref line, yRow, ref weights, wRow);
                break;
            case 2:
                Scatter<TwoRegisters<T, TVector, TSimd>>(x, segment, end, ref table, ref line, yRow, ref weights, wRow);
                break;
            default:
                Scatter<OneRegister<T, TVector, TSimd>>(x, segment, end, ref table, ref line, yRow, ref weights, wRow);
                break;
        }
    }

    // entries, column by column · b [rows, 8 registers], rows bRow apart
    // → c [columns, 8 registers] += table[x]ᵀ·b, rows cRow apart
    public static void Collect(
        ReadOnlySpan<int> begin, ref ushort entries, ref T table, ref T b, nint bRow, ref T c, nint cRow)
    {
        for (int column = 0; column < begin.Length - 1; column++)
        {
            nint from = begin[column], end = begin[column + 1];
            if (from == end)
                continue;
            ref T own = ref Unsafe.Add(ref c, column * cRow);
            CacheLines.Prefetch(ref Unsafe.Add(ref own, 2 * cRow), 8 * TSimd.Width);
            EightRegisters<T, TVector, TSimd>.Gather(
                ref Unsafe.Add(ref entries, from), end - from, ref table, ref b, bRow, ref own);
        }
    }

    // x [rows, 256] sparse · b [256, registers], rows bRow apart → c [rows, registers] += table[x]·b, rows cRow apart
    private static void Gather<TColumns>(
        SparseRows x, int segment, int end, ref T table, ref T b, nint bRow, ref T c, nint cRow)
        where TColumns : struct, ISparseColumns<T>
    {
        int segments = x.Segments;
        for (int row = 0; row < x.Rows.Length; row++)
        {
            int first = x.Rows[row] * segments, from = x.Begin[first + segment];
            nint count = x.Begin[first + end] - from;
            ref T own = ref Unsafe.Add(ref c, row * cRow);
            if (TColumns.Registers >= Wide)
            {
                if (count == 0)
                    continue;
                PrefetchNext(x, row, segment, ref own, cRow, TColumns.Registers * TSimd.Width);
            }

            TColumns.Gather(
                ref Unsafe.Add(ref MemoryMarshal.GetReference(x.Entries), from), count, ref table, ref b, bRow, ref own);
        }
    }

    // x [rows, 256]ᵀ sparse · b [rows, registers], rows bRow apart → c [256, registers] += table[x]ᵀ·b, rows cRow apart
    private static void Scatter<TColumns>(
        SparseRows x, int segment, int end, ref T table, ref T b, nint bRow, ref T c, nint cRow)
        where TColumns : struct, IScatteredColumns<T>
    {
        int segments = x.Segments;
        for (int row = 0; row < x.Rows.Length; row++)
        {
            int first = x.Rows[row] * segments, from = x.Begin[first + segment];
            TColumns.Scatter(
                ref Unsafe.Add(ref MemoryMarshal.GetReference(x.Entries), from), x.Begin[first + end] - from, ref table,
                ref Unsafe.Add(ref b, row * bRow), ref c, cRow);
        }
    }

    // Where the next row's entries begin, and its sums: after the last entry of this one the processor would wait for both.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchNext(SparseRows x, int row, int segment, ref T own, nint step, nint count)
    {
        if (row + 1 == x.Rows.Length)
            return;
        int from = x.Begin[(x.Rows[row + 1] * x.Segments) + segment];
        CacheLines.Prefetch(ref Unsafe.Add(ref MemoryMarshal.GetReference(x.Entries), from), 1);
        CacheLines.Prefetch(ref Unsafe.Add(ref own, step), count);
    }
}
