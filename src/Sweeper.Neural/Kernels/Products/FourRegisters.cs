using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>Four registers, two entries at a time.</summary>
internal readonly struct FourRegisters<T, TVector, TSimd> : IScatteredColumns<T>
    where T : unmanaged
    where TVector : struct
    where TSimd : ISimd<T, TVector>
{
    public static int Registers => 4;

    public static void Gather(ref ushort entries, nint count, ref T table, ref T b, nint bRow, ref T own)
    {
        nint w = TSimd.Width;
        TVector c0 = TSimd.Load(ref own, 0), c1 = TSimd.Load(ref own, w);
        TVector c2 = TSimd.Load(ref own, 2 * w), c3 = TSimd.Load(ref own, 3 * w);
        TVector d0 = default, d1 = default, d2 = default, d3 = default;
        nint p = 0;
        for (; p < count - 1; p += 2)
        {
            nint entry = Unsafe.Add(ref entries, p), next = Unsafe.Add(ref entries, p + 1);
            TVector v = TSimd.Create(Unsafe.Add(ref table, entry & 0xFF));
            TVector u = TSimd.Create(Unsafe.Add(ref table, next & 0xFF));
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

    public static void Scatter(ref ushort entries, nint count, ref T table, ref T own, ref T c, nint cRow)
    {
        nint w = TSimd.Width;
        TVector b0 = TSimd.Load(ref own, 0), b1 = TSimd.Load(ref own, w);
        TVector b2 = TSimd.Load(ref own, 2 * w), b3 = TSimd.Load(ref own, 3 * w);
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
