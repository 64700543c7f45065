using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>Sixteen registers, which processors with 32 of them can hold.</summary>
internal readonly struct SixteenRegisters<T, TVector, TSimd> : ISparseColumns<T>
    where T : unmanaged
    where TVector : struct
    where TSimd : ISimd<T, TVector>
{
    public static int Registers => 16;

    public static void Gather(ref ushort entries, nint count, ref T table, ref T b, nint bRow, ref T own)
    {
        nint w = TSimd.Width;
        TVector c0 = TSimd.Load(ref own, 0), c1 = TSimd.Load(ref own, w);
        TVector c2 = TSimd.Load(ref own, 2 * w), c3 = TSimd.Load(ref own, 3 * w);
        TVector c4 = TSimd.Load(ref own, 4 * w), c5 = TSimd.Load(ref own, 5 * w);
        TVector c6 = TSimd.Load(ref own, 6 * w), c7 = TSimd.Load(ref own, 7 * w);
        TVector c8 = TSimd.Load(ref own, 8 * w), c9 = TSimd.Load(ref own, 9 * w);
        TVector c10 = TSimd.Load(ref own, 10 * w), c11 = TSimd.Load(ref own, 11 * w);
        TVector c12 = TSimd.Load(ref own, 12 * w), c13 = TSimd.Load(ref own, 13 * w);
        TVector c14 = TSimd.Load(ref own, 14 * w), c15 = TSimd.Load(ref own, 15 * w);
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
