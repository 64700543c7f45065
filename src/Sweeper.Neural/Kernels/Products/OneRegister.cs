using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Products;

/// <summary>One register, four entries at a time: a single sum in progress would leave the multipliers waiting.</summary>
internal readonly struct OneRegister<T, TVector, TSimd> : IScatteredColumns<T>
    where T : unmanaged
    where TVector : struct
    where TSimd : ISimd<T, TVector>
{
    public static int Registers => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gather(ref ushort entries, nint count, ref T table, ref T b, nint bRow, ref T own)
    {
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(ref ushort entries, nint count, ref T table, ref T own, ref T c, nint cRow)
    {
        TVector b0 = TSimd.Load(ref own, 0);
        for (nint p = 0; p < count; p++)
        {
            nint entry = Unsafe.Add(ref entries, p);
            TVector v = TSimd.Create(Unsafe.Add(ref table, entry & 0xFF));
            ref T line = ref Unsafe.Add(ref c, (entry >> 8) * cRow);
            TSimd.Store(TSimd.MultiplyAdd(v, b0, TSimd.Load(ref line, 0)), ref line, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Step(ref ushort entry, ref T table, ref T b, nint bRow, TVector sum)
    {
        nint e = entry;
        return TSimd.MultiplyAdd(TSimd.Create(Unsafe.Add(ref table, e & 0xFF)), TSimd.Load(ref b, (e >> 8) * bRow), sum);
    }
}
