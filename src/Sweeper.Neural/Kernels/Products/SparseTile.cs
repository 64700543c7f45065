using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>
/// The innermost loops of the sparse products, over the entries that the rows have in some segments, for eight, four,
/// two or one registers of columns. The accumulators are locals for the JIT to keep them in registers, which is why each width is written
/// out.
/// </summary>
internal static class SparseTile<T, TVector, TSimd>
    where T : unmanaged
    where TVector : struct
    where TSimd : ISimd<T, TVector>
{
    // x [rows, 256] sparse · b [256, 8 registers], rows bRow apart → c [rows, 8 registers] += table[x]·b, rows cRow apart
    public static void Gather8(
        SparseRows x, int segment, int end, ref T table, ref T b, nint bRow, ref T c, nint cRow)
    {
        nint w = TSimd.Width;
        int segments = x.Segments;
        for (int row = 0; row < x.Rows.Length; row++)
        {
            int first = x.Rows[row] * segments, from = x.Begin[first + segment];
            nint count = x.Begin[first + end] - from;
            if (count == 0)
                continue;
            ref ushort entries = ref Unsafe.Add(ref MemoryMarshal.GetReference(x.Entries), from);
            ref T own = ref Unsafe.Add(ref c, row * cRow);
            PrefetchNext(x, row, segment, ref own, cRow, 8 * w);
            TVector c0 =
                TSimd.Load(ref own, 0), c1 =
                    TSimd.Load(ref own, w), c2 = TSimd.Load(ref own, 2 * w), c3 = TSimd.Load(ref own, 3 * w);
            TVector c4 =
                TSimd.Load(ref own, 4 * w), c5 =
                    TSimd.Load(ref own, 5 * w), c6 = TSimd.Load(ref own, 6 * w), c7 = TSimd.Load(ref own, 7 * w);
            for (nint p = 0; p < count; p++)
            {
                nint entry = Unsafe.Add(ref entries, p);
                TVector v = TSimd.Create(Unsafe.Add(ref table, entry & 0xFF));
                ref T line = ref Unsafe.Add(ref b, (entry >> 8) * bRow);
                c0 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 0), c0);
                c1 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, w), c1);
                c2 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 2 * w), c2);
                c3 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 3 * w), c3);
                c4 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 4 * w), c4);
                c5 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 5 * w), c5);
                c6 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 6 * w), c6);
                c7 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 7 * w), c7);
            }

            TSimd.Store(c0, ref own, 0);
            TSimd.Store(c1, ref own, w);
            TSimd.Store(c2, ref own, 2 * w);
            TSimd.Store(c3, ref own, 3 * w);
            TSimd.Store(c4, ref own, 4 * w);
            TSimd.Store(c5, ref own, 5 * w);
            TSimd.Store(c6, ref own, 6 * w);
            TSimd.Store(c7, ref own, 7 * w);
        }
    }

    // As Gather8 for sixteen registers, which processors with 32 of them can hold.
    public static void Gather16(
        SparseRows x, int segment, int end, ref T table, ref T b, nint bRow, ref T c, nint cRow)
    {
        nint w = TSimd.Width;
        int segments = x.Segments;
        for (int row = 0; row < x.Rows.Length; row++)
        {
            int first = x.Rows[row] * segments, from = x.Begin[first + segment];
            nint count = x.Begin[first + end] - from;
            if (count == 0)
                continue;
            ref ushort entries = ref Unsafe.Add(ref MemoryMarshal.GetReference(x.Entries), from);
            ref T own = ref Unsafe.Add(ref c, row * cRow);
            PrefetchNext(x, row, segment, ref own, cRow, 16 * w);
            TVector c0 =
                TSimd.Load(ref own, 0), c1 =
                    TSimd.Load(ref own, w), c2 = TSimd.Load(ref own, 2 * w), c3 = TSimd.Load(ref own, 3 * w);
            TVector c4 =
                TSimd.Load(ref own, 4 * w), c5 =
                    TSimd.Load(ref own, 5 * w), c6 = TSimd.Load(ref own, 6 * w), c7 = TSimd.Load(ref own, 7 * w);
            TVector c8 =
                TSimd.Load(ref own, 8 * w), c9 =
                    TSimd.Load(ref own, 9 * w), c10 = TSimd.Load(ref own, 10 * w), c11 = TSimd.Load(ref own, 11 * w);
            TVector c12 =
                TSimd.Load(ref own, 12 * w), c13 =
                    TSimd.Load(ref own, 13 * w), c14 = TSimd.Load(ref own, 14 * w), c15 = TSimd.Load(ref own, 15 * w);
            for (nint p = 0; p < count; p++)
            {
                nint entry = Unsafe.Add(ref entries, p);
                TVector v = TSimd.Create(Unsafe.Add(ref table, entry & 0xFF));
                ref T line = ref Unsafe.Add(ref b, (entry >> 8) * bRow);
                c0 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 0), c0);
                c1 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, w), c1);
                c2 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 2 * w), c2);
                c3 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 3 * w), c3);
                c4 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 4 * w), c4);
                c5 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 5 * w), c5);
                c6 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 6 * w), c6);
                c7 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 7 * w), c7);
                c8 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 8 * w), c8);
                c9 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 9 * w), c9);
                c10 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 10 * w), c10);
                c11 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 11 * w), c11);
                c12 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 12 * w), c12);
                c13 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 13 * w), c13);
                c14 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 14 * w), c14);
                c15 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 15 * w), c15);
            }

            TSimd.Store(c0, ref own, 0);
            TSimd.Store(c1, ref own, w);
            TSimd.Store(c2, ref own, 2 * w);
            TSimd.Store(c3, ref own, 3 * w);
            TSimd.Store(c4, ref own, 4 * w);
            TSimd.Store(c5, ref own, 5 * w);
            TSimd.Store(c6, ref own, 6 * w);
            TSimd.Store(c7, ref own, 7 * w);
            TSimd.Store(c8, ref own, 8 * w);
            TSimd.Store(c9, ref own, 9 * w);
            TSimd.Store(c10, ref own, 10 * w);
            TSimd.Store(c11, ref own, 11 * w);
            TSimd.Store(c12, ref own, 12 * w);
            TSimd.Store(c13, ref own, 13 * w);
            TSimd.Store(c14, ref own, 14 * w);
            TSimd.Store(c15, ref own, 15 * w);
        }
    }

    // As Gather8 for four registers. Two entries at a time: four sums in progress would leave the multipliers waiting.
    public static void Gather4(
        SparseRows x, int segment, int end, ref T table, ref T b, nint bRow, ref T c, nint cRow)
    {
        nint w = TSimd.Width;
        int segments = x.Segments;
        for (int row = 0; row < x.Rows.Length; row++)
        {
            int first = x.Rows[row] * segments, from = x.Begin[first + segment];
            nint count = x.Begin[first + end] - from;
            ref ushort entries = ref Unsafe.Add(ref MemoryMarshal.GetReference(x.Entries), from);
            ref T own = ref Unsafe.Add(ref c, row * cRow);
            TVector c0 =
                TSimd.Load(ref own, 0), c1 =
                    TSimd.Load(ref own, w), c2 = TSimd.Load(ref own, 2 * w), c3 = TSimd.Load(ref own, 3 * w);
            TVector d0 = default, d1 = default, d2 = default, d3 = default;
            nint p = 0;
            for (; p < count - 1; p += 2)
            {
                nint entry = Unsafe.Add(ref entries, p), next = Unsafe.Add(ref entries, p + 1);
                TVector v = TSimd.Create(Unsafe.Add(ref table, entry & 0xFF)), u = TSimd.Create(
                    Unsafe.Add(ref table, next & 0xFF));
                ref T line = ref Unsafe.Add(ref b, (entry >> 8) * bRow);
                ref T other = ref Unsafe.Add(ref b, (next >> 8) * bRow);
                c0 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 0), c0);
                c1 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, w), c1);
                c2 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 2 * w), c2);
                c3 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 3 * w), c3);
                d0 = TSimd.MultiplyAdd(u, TSimd.Load(ref other, 0), d0);
                d1 = TSimd.MultiplyAdd(u, TSimd.Load(ref other, w), d1);
                d2 = TSimd.MultiplyAdd(u, TSimd.Load(ref other, 2 * w), d2);
                d3 = TSimd.MultiplyAdd(u, TSimd.Load(ref other, 3 * w), d3);
            }

            if (p < count)
            {
                nint entry = Unsafe.Add(ref entries, p);
                TVector v = TSimd.Create(Unsafe.Add(ref table, entry & 0xFF));
                ref T line = ref Unsafe.Add(ref b, (entry >> 8) * bRow);
                c0 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 0), c0);
                c1 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, w), c1);
                c2 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 2 * w), c2);
                c3 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 3 * w), c3);
            }

            TSimd.Store(TSimd.Add(c0, d0), ref own, 0);
            TSimd.Store(TSimd.Add(c1, d1), ref own, w);
            TSimd.Store(TSimd.Add(c2, d2), ref own, 2 * w);
            TSimd.Store(TSimd.Add(c3, d3), ref own, 3 * w);
        }
    }

    // As Gather8 for two registers, four entries at a time.
    public static void Gather2(
        SparseRows x, int segment, int end, ref T table, ref T b, nint bRow, ref T c, nint cRow)
    {
        nint w = TSimd.Width;
        int segments = x.Segments;
        for (int row = 0; row < x.Rows.Length; row++)
        {
            int first = x.Rows[row] * segments, from = x.Begin[first + segment];
            nint count = x.Begin[first + end] - from;
            ref ushort entries = ref Unsafe.Add(ref MemoryMarshal.GetReference(x.Entries), from);
            ref T own = ref Unsafe.Add(ref c, row * cRow);
            TVector c0 = TSimd.Load(ref own, 0), c1 = default, c2 = default, c3 = default;
            TVector d0 = TSimd.Load(ref own, w), d1 = default, d2 = default, d3 = default;
            nint p = 0;
            for (; p < count - 3; p += 4)
            {
                Step(ref Unsafe.Add(ref entries, p), ref table, ref b, bRow, ref c0, ref d0);
                Step(ref Unsafe.Add(ref entries, p + 1), ref table, ref b, bRow, ref c1, ref d1);
                Step(ref Unsafe.Add(ref entries, p + 2), ref table, ref b, bRow, ref c2, ref d2);
                Step(ref Unsafe.Add(ref entries, p + 3), ref table, ref b, bRow, ref c3, ref d3);
            }

            for (; p < count; p++)
                Step(ref Unsafe.Add(ref entries, p), ref table, ref b, bRow, ref c0, ref d0);
            TSimd.Store(TSimd.Add(TSimd.Add(c0, c1), TSimd.Add(c2, c3)), ref own, 0);
            TSimd.Store(TSimd.Add(TSimd.Add(d0, d1), TSimd.Add(d2, d3)), ref own, w);
        }
    }

    // As Gather8 for one register, four entries at a time.
    public static void Gather1(
        SparseRows x, int segment, int end, ref T table, ref T b, nint bRow, ref T c, nint cRow)
    {
        int segments = x.Segments;
        for (int row = 0; row < x.Rows.Length; row++)
        {
            int first = x.Rows[row] * segments, from = x.Begin[first + segment];
            nint count = x.Begin[first + end] - from;
            ref ushort entries = ref Unsafe.Add(ref MemoryMarshal.GetReference(x.Entries), from);
            ref T own = ref Unsafe.Add(ref c, row * cRow);
            TVector c0 = TSimd.Load(ref own, 0), c1 = default, c2 = default, c3 = default;
            nint p = 0;
            for (; p < count - 3; p += 4)
            {
                c0 = Step(ref Unsafe.Add(ref entries, p), ref table, ref b, bRow, c0);
                c1 = Step(ref Unsafe.Add(ref entries, p + 1), ref table, ref b, bRow, c1);
                c2 = Step(ref Unsafe.Add(ref entries, p + 2), ref table, ref b, bRow, c2);
                c3 = Step(ref Unsafe.Add(ref entries, p + 3), ref table, ref b, bRow, c3);
            }

            for (; p < count; p++)
                c0 = Step(ref Unsafe.Add(ref entries, p), ref table, ref b, bRow, c0);
            TSimd.Store(TSimd.Add(TSimd.Add(c0, c1), TSimd.Add(c2, c3)), ref own, 0);
        }
    }

    // entries, column by column · b [rows, 8 registers], rows bRow apart → c [columns, 8 registers] += table[x]ᵀ·b, rows cRow apart
    public static void Collect8(
        ReadOnlySpan<int> begin, ref ushort entries, ref T table, ref T b, nint bRow, ref T c, nint cRow)
    {
        nint w = TSimd.Width;
        for (int column = 0; column < begin.Length - 1; column++)
        {
            nint from = begin[column], end = begin[column + 1];
            if (from == end)
                continue;
            ref T own = ref Unsafe.Add(ref c, column * cRow);
            CacheLines.Prefetch(ref Unsafe.Add(ref own, 2 * cRow), 8 * w);
            TVector c0 = TSimd.Load(ref own, 0), c1 = TSimd.Load(ref own, w);
            TVector c2 = TSimd.Load(ref own, 2 * w), c3 = TSimd.Load(ref own, 3 * w);
            TVector c4 = TSimd.Load(ref own, 4 * w), c5 = TSimd.Load(ref own, 5 * w);
            TVector c6 = TSimd.Load(ref own, 6 * w), c7 = TSimd.Load(ref own, 7 * w);
            for (nint p = from; p < end; p++)
            {
                nint entry = Unsafe.Add(ref entries, p);
                TVector v = TSimd.Create(Unsafe.Add(ref table, entry & 0xFF));
                ref T line = ref Unsafe.Add(ref b, (entry >> 8) * bRow);
                c0 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 0), c0);
                c1 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, w), c1);
                c2 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 2 * w), c2);
                c3 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 3 * w), c3);
                c4 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 4 * w), c4);
                c5 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 5 * w), c5);
                c6 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 6 * w), c6);
                c7 = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 7 * w), c7);
            }

            TSimd.Store(c0, ref own, 0);
            TSimd.Store(c1, ref own, w);
            TSimd.Store(c2, ref own, 2 * w);
            TSimd.Store(c3, ref own, 3 * w);
            TSimd.Store(c4, ref own, 4 * w);
            TSimd.Store(c5, ref own, 5 * w);
            TSimd.Store(c6, ref own, 6 * w);
            TSimd.Store(c7, ref own, 7 * w);
        }
    }

    // x [rows, 256]ᵀ sparse · b [rows, 8 registers], rows bRow apart → c [256, 8 registers] += table[x]ᵀ·b, rows cRow apart
    public static void Scatter8(
        SparseRows x, int segment, int end, ref T table, ref T b, nint bRow, ref T c, nint cRow)
    {
        nint w = TSimd.Width;
        int segments = x.Segments;
        for (int row = 0; row < x.Rows.Length; row++)
        {
            int first = x.Rows[row] * segments, from = x.Begin[first + segment];
            nint count = x.Begin[first + end] - from;
            ref ushort entries = ref Unsafe.Add(ref MemoryMarshal.GetReference(x.Entries), from);
            ref T own = ref Unsafe.Add(ref b, row * bRow);
            TVector b0 =
                TSimd.Load(ref own, 0), b1 =
                    TSimd.Load(ref own, w), b2 = TSimd.Load(ref own, 2 * w), b3 = TSimd.Load(ref own, 3 * w);
            TVector b4 =
                TSimd.Load(ref own, 4 * w), b5 =
                    TSimd.Load(ref own, 5 * w), b6 = TSimd.Load(ref own, 6 * w), b7 = TSimd.Load(ref own, 7 * w);
            for (nint p = 0; p < count; p++)
            {
                nint entry = Unsafe.Add(ref entries, p);
                TVector v = TSimd.Create(Unsafe.Add(ref table, entry & 0xFF));
                ref T line = ref Unsafe.Add(ref c, (entry >> 8) * cRow);
                TSimd.Store(TSimd.MultiplyAdd(v, b0, TSimd.Load(ref line, 0)), ref line, 0);
                TSimd.Store(TSimd.MultiplyAdd(v, b1, TSimd.Load(ref line, w)), ref line, w);
                TSimd.Store(TSimd.MultiplyAdd(v, b2, TSimd.Load(ref line, 2 * w)), ref line, 2 * w);
                TSimd.Store(TSimd.MultiplyAdd(v, b3, TSimd.Load(ref line, 3 * w)), ref line, 3 * w);
                TSimd.Store(TSimd.MultiplyAdd(v, b4, TSimd.Load(ref line, 4 * w)), ref line, 4 * w);
                TSimd.Store(TSimd.MultiplyAdd(v, b5, TSimd.Load(ref line, 5 * w)), ref line, 5 * w);
                TSimd.Store(TSimd.MultiplyAdd(v, b6, TSimd.Load(ref line, 6 * w)), ref line, 6 * w);
                TSimd.Store(TSimd.MultiplyAdd(v, b7, TSimd.Load(ref line, 7 * w)), ref line, 7 * w);
            }
        }
    }

    // As Scatter8 for four registers.
    public static void Scatter4(
        SparseRows x, int segment, int end, ref T table, ref T b, nint bRow, ref T c, nint cRow)
    {
        nint w = TSimd.Width;
        int segments = x.Segments;
        for (int row = 0; row < x.Rows.Length; row++)
        {
            int first = x.Rows[row] * segments, from = x.Begin[first + segment];
            nint count = x.Begin[first + end] - from;
            ref ushort entries = ref Unsafe.Add(ref MemoryMarshal.GetReference(x.Entries), from);
            ref T own = ref Unsafe.Add(ref b, row * bRow);
            TVector b0 =
                TSimd.Load(ref own, 0), b1 =
                    TSimd.Load(ref own, w), b2 = TSimd.Load(ref own, 2 * w), b3 = TSimd.Load(ref own, 3 * w);
            for (nint p = 0; p < count; p++)
            {
                nint entry = Unsafe.Add(ref entries, p);
                TVector v = TSimd.Create(Unsafe.Add(ref table, entry & 0xFF));
                ref T line = ref Unsafe.Add(ref c, (entry >> 8) * cRow);
                TSimd.Store(TSimd.MultiplyAdd(v, b0, TSimd.Load(ref line, 0)), ref line, 0);
                TSimd.Store(TSimd.MultiplyAdd(v, b1, TSimd.Load(ref line, w)), ref line, w);
                TSimd.Store(TSimd.MultiplyAdd(v, b2, TSimd.Load(ref line, 2 * w)), ref line, 2 * w);
                TSimd.Store(TSimd.MultiplyAdd(v, b3, TSimd.Load(ref line, 3 * w)), ref line, 3 * w);
            }
        }
    }

    // As Scatter8 for two registers.
    public static void Scatter2(
        SparseRows x, int segment, int end, ref T table, ref T b, nint bRow, ref T c, nint cRow)
    {
        nint w = TSimd.Width;
        int segments = x.Segments;
        for (int row = 0; row < x.Rows.Length; row++)
        {
            int first = x.Rows[row] * segments, from = x.Begin[first + segment];
            nint count = x.Begin[first + end] - from;
            ref ushort entries = ref Unsafe.Add(ref MemoryMarshal.GetReference(x.Entries), from);
            ref T own = ref Unsafe.Add(ref b, row * bRow);
            TVector b0 = TSimd.Load(ref own, 0), b1 = TSimd.Load(ref own, w);
            for (nint p = 0; p < count; p++)
            {
                nint entry = Unsafe.Add(ref entries, p);
                ref T line = ref Unsafe.Add(ref c, (entry >> 8) * cRow);
                TVector v = TSimd.Create(Unsafe.Add(ref table, entry & 0xFF));
                TSimd.Store(TSimd.MultiplyAdd(v, b0, TSimd.Load(ref line, 0)), ref line, 0);
                TSimd.Store(TSimd.MultiplyAdd(v, b1, TSimd.Load(ref line, w)), ref line, w);
            }
        }
    }

    // As Scatter8 for one register.
    public static void Scatter1(
        SparseRows x, int segment, int end, ref T table, ref T b, nint bRow, ref T c, nint cRow)
    {
        int segments = x.Segments;
        for (int row = 0; row < x.Rows.Length; row++)
        {
            int first = x.Rows[row] * segments, from = x.Begin[first + segment];
            nint count = x.Begin[first + end] - from;
            ref ushort entries = ref Unsafe.Add(ref MemoryMarshal.GetReference(x.Entries), from);
            ref T own = ref Unsafe.Add(ref b, row * bRow);
            TVector b0 = TSimd.Load(ref own, 0);
            for (nint p = 0; p < count; p++)
            {
                nint entry = Unsafe.Add(ref entries, p);
                ref T line = ref Unsafe.Add(ref c, (entry >> 8) * cRow);
                TVector v = TSimd.Create(Unsafe.Add(ref table, entry & 0xFF));
                TSimd.Store(TSimd.MultiplyAdd(v, b0, TSimd.Load(ref line, 0)), ref line, 0);
            }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Step(ref ushort entry, ref T table, ref T b, nint bRow, TVector sum)
    {
        nint e = entry;
        return TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref table, e & 0xFF)), TSimd.Load(ref b, (e >> 8) * bRow), sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ref ushort entry, ref T table, ref T b, nint bRow, ref TVector first, ref TVector second)
    {
        nint e = entry;
        TVector v = TSimd.Create(Unsafe.Add(ref table, e & 0xFF));
        ref T line = ref Unsafe.Add(ref b, (e >> 8) * bRow);
        first = TSimd.MultiplyAdd(v, TSimd.Load(ref line, 0), first);
        second = TSimd.MultiplyAdd(v, TSimd.Load(ref line, TSimd.Width), second);
    }
}
