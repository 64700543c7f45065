using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Convolution;

/// <summary>
/// The innermost part of a convolution: some rows of a product whose left operand lies where two tables say, six by one,
/// two or four registers, held in registers over the whole inner dimension. These methods are long because their
/// accumulators must be locals for the JIT to keep them in registers.
/// </summary>
internal static class ConvolutionTile<T, TVector, TSimd>
    where T : unmanaged
    where TVector : struct
    where TSimd : ISimd<T, TVector>
{
    // a (i, p) at a[rowOffsets[i] + columnOffsets[p]] · b [inner, 4 registers] → c (i) at c[resultOffsets[i]], 4 registers, +
    // what is at addend, or with a mask of all bits at addend[resultOffsets[i]]. rows is 1 … 6: so many rows are stored, six are
    // read.
    public static void Multiply6By4(
        ref T a, ref int rowOffsets, ref int columnOffsets, int inner, ref T b, ref T c, ref int resultOffsets, int rows,
        ref T addend, nint addendMask)
    {
        nint w = TSimd.Width;
        ref T first = ref Unsafe.Add(ref a, rowOffsets);
        nint a1 = Unsafe.Add(ref rowOffsets, 1) - rowOffsets;
        nint a2 = Unsafe.Add(ref rowOffsets, 2) - rowOffsets;
        nint a3 = Unsafe.Add(ref rowOffsets, 3) - rowOffsets;
        nint a4 = Unsafe.Add(ref rowOffsets, 4) - rowOffsets;
        nint a5 = Unsafe.Add(ref rowOffsets, 5) - rowOffsets;
        TVector c00 = default, c01 = default, c02 = default, c03 = default;
        TVector c10 = default, c11 = default, c12 = default, c13 = default;
        TVector c20 = default, c21 = default, c22 = default, c23 = default;
        TVector c30 = default, c31 = default, c32 = default, c33 = default;
        TVector c40 = default, c41 = default, c42 = default, c43 = default;
        TVector c50 = default, c51 = default, c52 = default, c53 = default;

        for (nint p = 0; p < inner; p++)
        {
            ref T ap = ref Unsafe.Add(ref first, Unsafe.Add(ref columnOffsets, p));
            TVector b0 = TSimd.Load(ref b, 0), b1 = TSimd.Load(ref b, w);
            TVector b2 = TSimd.Load(ref b, 2 * w), b3 = TSimd.Load(ref b, 3 * w);
            TVector x = TSimd.Create(ap);
            c00 = TSimd.MultiplyAdd(x, b0, c00);
            c01 = TSimd.MultiplyAdd(x, b1, c01);
            c02 = TSimd.MultiplyAdd(x, b2, c02);
            c03 = TSimd.MultiplyAdd(x, b3, c03);
            x = TSimd.Create(Unsafe.Add(ref ap, a1));
            c10 = TSimd.MultiplyAdd(x, b0, c10);
            c11 = TSimd.MultiplyAdd(x, b1, c11);
            c12 = TSimd.MultiplyAdd(x, b2, c12);
            c13 = TSimd.MultiplyAdd(x, b3, c13);
            x = TSimd.Create(Unsafe.Add(ref ap, a2));
            c20 = TSimd.MultiplyAdd(x, b0, c20);
            c21 = TSimd.MultiplyAdd(x, b1, c21);
            c22 = TSimd.MultiplyAdd(x, b2, c22);
            c23 = TSimd.MultiplyAdd(x, b3, c23);
            x = TSimd.Create(Unsafe.Add(ref ap, a3));
            c30 = TSimd.MultiplyAdd(x, b0, c30);
            c31 = TSimd.MultiplyAdd(x, b1, c31);
            c32 = TSimd.MultiplyAdd(x, b2, c32);
            c33 = TSimd.MultiplyAdd(x, b3, c33);
            x = TSimd.Create(Unsafe.Add(ref ap, a4));
            c40 = TSimd.MultiplyAdd(x, b0, c40);
            c41 = TSimd.MultiplyAdd(x, b1, c41);
            c42 = TSimd.MultiplyAdd(x, b2, c42);
            c43 = TSimd.MultiplyAdd(x, b3, c43);
            x = TSimd.Create(Unsafe.Add(ref ap, a5));
            c50 = TSimd.MultiplyAdd(x, b0, c50);
            c51 = TSimd.MultiplyAdd(x, b1, c51);
            c52 = TSimd.MultiplyAdd(x, b2, c52);
            c53 = TSimd.MultiplyAdd(x, b3, c53);
            b = ref Unsafe.Add(ref b, 4 * w);
        }

        Store(c00, c01, c02, c03, ref c, resultOffsets, ref addend, addendMask);
        if (rows > 1) Store(c10, c11, c12, c13, ref c, Unsafe.Add(ref resultOffsets, 1), ref addend, addendMask);
        if (rows > 2) Store(c20, c21, c22, c23, ref c, Unsafe.Add(ref resultOffsets, 2), ref addend, addendMask);
        if (rows > 3) Store(c30, c31, c32, c33, ref c, Unsafe.Add(ref resultOffsets, 3), ref addend, addendMask);
        if (rows > 4) Store(c40, c41, c42, c43, ref c, Unsafe.Add(ref resultOffsets, 4), ref addend, addendMask);
        if (rows > 5) Store(c50, c51, c52, c53, ref c, Unsafe.Add(ref resultOffsets, 5), ref addend, addendMask);
    }

    // As above, with two registers a row.
    public static void Multiply6By2(
        ref T a, ref int rowOffsets, ref int columnOffsets, int inner, ref T b, ref T c, ref int resultOffsets, int rows,
        ref T addend, nint addendMask)
    {
        nint w = TSimd.Width;
        ref T first = ref Unsafe.Add(ref a, rowOffsets);
        nint a1 = Unsafe.Add(ref rowOffsets, 1) - rowOffsets;
        nint a2 = Unsafe.Add(ref rowOffsets, 2) - rowOffsets;
        nint a3 = Unsafe.Add(ref rowOffsets, 3) - rowOffsets;
        nint a4 = Unsafe.Add(ref rowOffsets, 4) - rowOffsets;
        nint a5 = Unsafe.Add(ref rowOffsets, 5) - rowOffsets;
        TVector c00 = default, c01 = default, c10 = default, c11 = default;
        TVector c20 = default, c21 = default, c30 = default, c31 = default;
        TVector c40 = default, c41 = default, c50 = default, c51 = default;

        for (nint p = 0; p < inner; p++)
        {
            ref T ap = ref Unsafe.Add(ref first, Unsafe.Add(ref columnOffsets, p));
            TVector b0 = TSimd.Load(ref b, 0), b1 = TSimd.Load(ref b, w);
            TVector x = TSimd.Create(ap);
            c00 = TSimd.MultiplyAdd(x, b0, c00);
            c01 = TSimd.MultiplyAdd(x, b1, c01);
            x = TSimd.Create(Unsafe.Add(ref ap, a1));
            c10 = TSimd.MultiplyAdd(x, b0, c10);
            c11 = TSimd.MultiplyAdd(x, b1, c11);
            x = TSimd.Create(Unsafe.Add(ref ap, a2));
            c20 = TSimd.MultiplyAdd(x, b0, c20);
            c21 = TSimd.MultiplyAdd(x, b1, c21);
            x = TSimd.Create(Unsafe.Add(ref ap, a3));
            c30 = TSimd.MultiplyAdd(x, b0, c30);
            c31 = TSimd.MultiplyAdd(x, b1, c31);
            x = TSimd.Create(Unsafe.Add(ref ap, a4));
            c40 = TSimd.MultiplyAdd(x, b0, c40);
            c41 = TSimd.MultiplyAdd(x, b1, c41);
            x = TSimd.Create(Unsafe.Add(ref ap, a5));
            c50 = TSimd.MultiplyAdd(x, b0, c50);
            c51 = TSimd.MultiplyAdd(x, b1, c51);
            b = ref Unsafe.Add(ref b, 2 * w);
        }

        Store(c00, c01, ref c, resultOffsets, ref addend, addendMask);
        if (rows > 1) Store(c10, c11, ref c, Unsafe.Add(ref resultOffsets, 1), ref addend, addendMask);
        if (rows > 2) Store(c20, c21, ref c, Unsafe.Add(ref resultOffsets, 2), ref addend, addendMask);
        if (rows > 3) Store(c30, c31, ref c, Unsafe.Add(ref resultOffsets, 3), ref addend, addendMask);
        if (rows > 4) Store(c40, c41, ref c, Unsafe.Add(ref resultOffsets, 4), ref addend, addendMask);
        if (rows > 5) Store(c50, c51, ref c, Unsafe.Add(ref resultOffsets, 5), ref addend, addendMask);
    }

    // As above, with one register a row, and two columns of a at a time: six sums in progress would leave the multipliers
    // waiting.
    public static void Multiply6By1(
        ref T a, ref int rowOffsets, ref int columnOffsets, int inner, ref T b, ref T c, ref int resultOffsets, int rows,
        ref T addend, nint addendMask)
    {
        nint w = TSimd.Width;
        ref T first = ref Unsafe.Add(ref a, rowOffsets);
        nint a1 = Unsafe.Add(ref rowOffsets, 1) - rowOffsets;
        nint a2 = Unsafe.Add(ref rowOffsets, 2) - rowOffsets;
        nint a3 = Unsafe.Add(ref rowOffsets, 3) - rowOffsets;
        nint a4 = Unsafe.Add(ref rowOffsets, 4) - rowOffsets;
        nint a5 = Unsafe.Add(ref rowOffsets, 5) - rowOffsets;
        TVector c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        TVector d0 = default, d1 = default, d2 = default, d3 = default, d4 = default, d5 = default;

        nint p = 0;
        for (; p < inner - 1; p += 2)
        {
            ref T ap = ref Unsafe.Add(ref first, Unsafe.Add(ref columnOffsets, p));
            TVector b0 = TSimd.Load(ref b, 0);
            c0 = TSimd.MultiplyAdd(TSimd.Create(ap), b0, c0);
            c1 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a1)), b0, c1);
            c2 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a2)), b0, c2);
            c3 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a3)), b0, c3);
            c4 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a4)), b0, c4);
            c5 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a5)), b0, c5);
            ref T next = ref Unsafe.Add(ref first, Unsafe.Add(ref columnOffsets, p + 1));
            TVector b1 = TSimd.Load(ref b, w);
            d0 = TSimd.MultiplyAdd(TSimd.Create(next), b1, d0);
            d1 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref next, a1)), b1, d1);
            d2 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref next, a2)), b1, d2);
            d3 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref next, a3)), b1, d3);
            d4 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref next, a4)), b1, d4);
            d5 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref next, a5)), b1, d5);
            b = ref Unsafe.Add(ref b, 2 * w);
        }

        if (p < inner)
        {
            ref T ap = ref Unsafe.Add(ref first, Unsafe.Add(ref columnOffsets, p));
            TVector b0 = TSimd.Load(ref b, 0);
            c0 = TSimd.MultiplyAdd(TSimd.Create(ap), b0, c0);
            c1 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a1)), b0, c1);
            c2 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a2)), b0, c2);
            c3 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a3)), b0, c3);
            c4 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a4)), b0, c4);
            c5 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a5)), b0, c5);
        }

        Store(TSimd.Add(c0, d0), ref c, resultOffsets, ref addend, addendMask);
        if (rows > 1) Store(TSimd.Add(c1, d1), ref c, Unsafe.Add(ref resultOffsets, 1), ref addend, addendMask);
        if (rows > 2) Store(TSimd.Add(c2, d2), ref c, Unsafe.Add(ref resultOffsets, 2), ref addend, addendMask);
        if (rows > 3) Store(TSimd.Add(c3, d3), ref c, Unsafe.Add(ref resultOffsets, 3), ref addend, addendMask);
        if (rows > 4) Store(TSimd.Add(c4, d4), ref c, Unsafe.Add(ref resultOffsets, 4), ref addend, addendMask);
        if (rows > 5) Store(TSimd.Add(c5, d5), ref c, Unsafe.Add(ref resultOffsets, 5), ref addend, addendMask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector v0, TVector v1, TVector v2, TVector v3, ref T c, nint row, ref T addend, nint addendMask)
    {
        nint w = 2 * TSimd.Width;
        Store(v0, v1, ref c, row, ref addend, addendMask);
        Store(v2, v3, ref Unsafe.Add(ref c, w), row, ref Unsafe.Add(ref addend, w), addendMask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector v0, TVector v1, ref T c, nint row, ref T addend, nint addendMask)
    {
        nint w = TSimd.Width;
        Store(v0, ref c, row, ref addend, addendMask);
        Store(v1, ref Unsafe.Add(ref c, w), row, ref Unsafe.Add(ref addend, w), addendMask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector v, ref T c, nint row, ref T addend, nint addendMask) =>
        TSimd.Store(TSimd.Add(TSimd.Load(ref addend, row & addendMask), v), ref c, row);
}
