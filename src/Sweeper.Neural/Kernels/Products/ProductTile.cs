using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>
/// The innermost part of the matrix product: six rows of c by one, two or four registers, held in registers over the whole
/// inner dimension. These methods are long because their accumulators must be locals for the JIT to keep them in registers.
/// </summary>
internal static class ProductTile<T, TVector, TSimd>
    where T : unmanaged
    where TVector : struct
    where TSimd : ISimd<T, TVector>
{
    // a (i, p) at a[i·aRow + p·aColumn] · b [inner, 4 registers], rows bRow apart → c [rows, 4 registers], rows cRow apart. rows
    // is 1 … 6; missing rows are computed from the last one and not stored. With IsTrue the rows of b are also written to copy
    // [inner, 4 registers], without gaps: for the tiles below, which then find them in the cache.
    public static void Multiply4<TIsCopied>(
        ref T a, nint aRow, nint aColumn, ref T b, nint bRow, ref T c, nint cRow, int rows, int inner, bool accumulate,
        ref T copy)
        where TIsCopied : struct, IFlag
    {
        nint w = TSimd.Width;
        nint a1 = Math.Min(1, rows - 1) * aRow, a2 = Math.Min(2, rows - 1) * aRow, a3 = Math.Min(3, rows - 1) * aRow;
        nint a4 = Math.Min(4, rows - 1) * aRow, a5 = Math.Min(5, rows - 1) * aRow;
        TVector c00 = default, c01 = default, c02 = default, c03 = default;
        TVector c10 = default, c11 = default, c12 = default, c13 = default;
        TVector c20 = default, c21 = default, c22 = default, c23 = default;
        TVector c30 = default, c31 = default, c32 = default, c33 = default;
        TVector c40 = default, c41 = default, c42 = default, c43 = default;
        TVector c50 = default, c51 = default, c52 = default, c53 = default;

        ref T ap = ref a;
        ref T bp = ref b;
        ref T target = ref copy;
        for (int p = 0; p < inner; p++)
        {
            TVector b0 = TSimd.Load(ref bp, 0), b1 = TSimd.Load(ref bp, w);
            TVector b2 = TSimd.Load(ref bp, 2 * w), b3 = TSimd.Load(ref bp, 3 * w);
            if (TIsCopied.Value)
            {
                Store4(b0, b1, b2, b3, ref target, 0, accumulate: false);
                target = ref Unsafe.Add(ref target, 4 * w);
            }

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
            ap = ref Unsafe.Add(ref ap, aColumn);
            bp = ref Unsafe.Add(ref bp, bRow);
        }

        Store4(c00, c01, c02, c03, ref c, 0, accumulate);
        if (rows > 1) Store4(c10, c11, c12, c13, ref c, cRow, accumulate);
        if (rows > 2) Store4(c20, c21, c22, c23, ref c, 2 * cRow, accumulate);
        if (rows > 3) Store4(c30, c31, c32, c33, ref c, 3 * cRow, accumulate);
        if (rows > 4) Store4(c40, c41, c42, c43, ref c, 4 * cRow, accumulate);
        if (rows > 5) Store4(c50, c51, c52, c53, ref c, 5 * cRow, accumulate);
    }

    // As Multiply4 for 1 … 3 rows, which six would mostly waste.
    public static void Multiply4Of3(
        ref T a, nint aRow, nint aColumn, ref T b, nint bRow, ref T c, nint cRow, int rows, int inner, bool accumulate)
    {
        nint w = TSimd.Width;
        nint a1 = Math.Min(1, rows - 1) * aRow, a2 = Math.Min(2, rows - 1) * aRow;
        TVector c00 = default, c01 = default, c02 = default, c03 = default;
        TVector c10 = default, c11 = default, c12 = default, c13 = default;
        TVector c20 = default, c21 = default, c22 = default, c23 = default;

        ref T ap = ref a;
        ref T bp = ref b;
        for (int p = 0; p < inner; p++)
        {
            TVector b0 = TSimd.Load(ref bp, 0), b1 = TSimd.Load(ref bp, w);
            TVector b2 = TSimd.Load(ref bp, 2 * w), b3 = TSimd.Load(ref bp, 3 * w);
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
            ap = ref Unsafe.Add(ref ap, aColumn);
            bp = ref Unsafe.Add(ref bp, bRow);
        }

        Store4(c00, c01, c02, c03, ref c, 0, accumulate);
        if (rows > 1) Store4(c10, c11, c12, c13, ref c, cRow, accumulate);
        if (rows > 2) Store4(c20, c21, c22, c23, ref c, 2 * cRow, accumulate);
    }

    // As Multiply4, with two registers a row.
    public static void Multiply2(
        ref T a, nint aRow, nint aColumn, ref T b, nint bRow, ref T c, nint cRow, int rows, int inner, bool accumulate)
    {
        nint w = TSimd.Width;
        nint a1 = Math.Min(1, rows - 1) * aRow, a2 = Math.Min(2, rows - 1) * aRow, a3 = Math.Min(3, rows - 1) * aRow;
        nint a4 = Math.Min(4, rows - 1) * aRow, a5 = Math.Min(5, rows - 1) * aRow;
        TVector c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        TVector c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;

        ref T ap = ref a;
        ref T bp = ref b;
        for (int p = 0; p < inner; p++)
        {
            TVector b0 = TSimd.Load(ref bp, 0), b1 = TSimd.Load(ref bp, w);
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
            ap = ref Unsafe.Add(ref ap, aColumn);
            bp = ref Unsafe.Add(ref bp, bRow);
        }

        Store2(c00, c01, ref c, 0, accumulate);
        if (rows > 1) Store2(c10, c11, ref c, cRow, accumulate);
        if (rows > 2) Store2(c20, c21, ref c, 2 * cRow, accumulate);
        if (rows > 3) Store2(c30, c31, ref c, 3 * cRow, accumulate);
        if (rows > 4) Store2(c40, c41, ref c, 4 * cRow, accumulate);
        if (rows > 5) Store2(c50, c51, ref c, 5 * cRow, accumulate);
    }

    // As Multiply4, with one register a row.
    public static void Multiply1(
        ref T a, nint aRow, nint aColumn, ref T b, nint bRow, ref T c, nint cRow, int rows, int inner, bool accumulate)
    {
        nint a1 = Math.Min(1, rows - 1) * aRow, a2 = Math.Min(2, rows - 1) * aRow, a3 = Math.Min(3, rows - 1) * aRow;
        nint a4 = Math.Min(4, rows - 1) * aRow, a5 = Math.Min(5, rows - 1) * aRow;
        TVector c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;

        ref T ap = ref a;
        ref T bp = ref b;
        for (int p = 0; p < inner; p++)
        {
            TVector b0 = TSimd.Load(ref bp, 0);
            c0 = TSimd.MultiplyAdd(TSimd.Create(ap), b0, c0);
            c1 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a1)), b0, c1);
            c2 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a2)), b0, c2);
            c3 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a3)), b0, c3);
            c4 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a4)), b0, c4);
            c5 = TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref ap, a5)), b0, c5);
            ap = ref Unsafe.Add(ref ap, aColumn);
            bp = ref Unsafe.Add(ref bp, bRow);
        }

        Store1(c0, ref c, 0, accumulate);
        if (rows > 1) Store1(c1, ref c, cRow, accumulate);
        if (rows > 2) Store1(c2, ref c, 2 * cRow, accumulate);
        if (rows > 3) Store1(c3, ref c, 3 * cRow, accumulate);
        if (rows > 4) Store1(c4, ref c, 4 * cRow, accumulate);
        if (rows > 5) Store1(c5, ref c, 5 * cRow, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store4(TVector v0, TVector v1, TVector v2, TVector v3, ref T c, nint offset, bool accumulate)
    {
        Store2(v0, v1, ref c, offset, accumulate);
        Store2(v2, v3, ref c, offset + (2 * TSimd.Width), accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store2(TVector v0, TVector v1, ref T c, nint offset, bool accumulate)
    {
        Store1(v0, ref c, offset, accumulate);
        Store1(v1, ref c, offset + TSimd.Width, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store1(TVector v, ref T c, nint offset, bool accumulate)
    {
        if (accumulate)
            v = TSimd.Add(TSimd.Load(ref c, offset), v);
        TSimd.Store(v, ref c, offset);
    }
}
