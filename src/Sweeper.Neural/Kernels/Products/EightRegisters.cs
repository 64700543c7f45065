using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>Eight registers.</summary>
internal readonly struct EightRegisters<T, TVector, TSimd> : IScatteredColumns<T>
    where T : unmanaged
    where TVector : struct
    where TSimd : ISimd<T, TVector>
{
    public static int Registers => 8;

    public static void Gather(ref ushort entries, nint count, ref T table, ref T b, nint bRow, ref T own)
    {
        nint w = TSimd.Width;
        TVector c0 = TSimd.Load(ref own, 0), c1 = TSimd.Load(ref own, w);
        TVector c2 = TSimd.Load(ref own, 2 * w), c3 = TSimd.Load(ref own, 3 * w);
        TVector c4 = TSimd.Load(ref own, 4 * w), c5 = TSimd.Load(ref own, 5 * w);
        TVector c6 = TSimd.Load(ref own, 6 * w), c7 = TSimd.Load(ref own, 7 * w);
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

    public static void Scatter(ref ushort entries, nint count, ref T table, ref T own, ref T c, nint cRow)
    {
        nint w = TSimd.Width;
        TVector b0 = TSimd.Load(ref own, 0), b1 = TSimd.Load(ref own, w);
        TVector b2 = TSimd.Load(ref own, 2 * w), b3 = TSimd.Load(ref own, 3 * w);
        TVector b4 = TSimd.Load(ref own, 4 * w), b5 = TSimd.Load(ref own, 5 * w);
        TVector b6 = TSimd.Load(ref own, 6 * w), b7 = TSimd.Load(ref own, 7 * w);
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
