using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>Two registers, four entries at a time.</summary>
internal readonly struct TwoRegisters<T, TVector, TSimd> : IScatteredColumns<T>
    where T : unmanaged
    where TVector : struct
    where TSimd : ISimd<T, TVector>
{
    public static int Registers => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gather(ref ushort entries, nint count, ref T table, ref T b, nint bRow, ref T own)
    {
        nint w = TSimd.Width;
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(ref ushort entries, nint count, ref T table, ref T own, ref T c, nint cRow)
    {
        nint w = TSimd.Width;
        TVector b0 = TSimd.Load(ref own, 0), b1 = TSimd.Load(ref own, w);
        for (nint p = 0; p < count; p++)
        {
            nint entry = Unsafe.Add(ref entries, p);
            TVector v = TSimd.Create(Unsafe.Add(ref table, entry & 0xFF));
            ref T line = ref Unsafe.Add(ref c, (entry >> 8) * cRow);
            TSimd.Store(TSimd.MultiplyAdd(v, b0, TSimd.Load(ref line, 0)), ref line, 0);
            TSimd.Store(TSimd.MultiplyAdd(v, b1, TSimd.Load(ref line, w)), ref line, w);
        }
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
