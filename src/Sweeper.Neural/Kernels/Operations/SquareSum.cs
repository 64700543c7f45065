using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Operations;

/// <summary>The sum of the squares of an array.</summary>
internal static class SquareSum
{
    // Sums of short runs are added up in double precision, so that a long array loses no more digits than a short one.
    private const int Run = 1024;

    /// <summary>Σ xᵢ², in an order that depends on the length and the register width alone.</summary>
    public static double Of<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (; x.Length > Run; x = x[Run..])
            sum += double.CreateTruncating(OfRun(x[..Run]));
        return sum + double.CreateTruncating(OfRun(x));
    }

    private static T OfRun<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (RegisterWidth.Has512)
            return OfRun<T, Vector512<T>, Simd512<T>>(x);
        if (RegisterWidth.Has256)
            return OfRun<T, Vector256<T>, Simd256<T>>(x);
        return RegisterWidth.Has128 ? OfRun<T, Vector128<T>, Simd128<T>>(x) : OfRun<T, T, SimdScalar<T>>(x);
    }

    private static T OfRun<T, TVector, TSimd>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        ref T source = ref MemoryMarshal.GetReference(x);
        TVector lanes = TSimd.Create(T.Zero);
        nint i = 0;
        for (; i <= x.Length - TSimd.Width; i += TSimd.Width)
        {
            TVector value = TSimd.Load(ref source, i);
            lanes = TSimd.MultiplyAdd(value, value, lanes);
        }

        T sum = TSimd.Sum(lanes);
        for (; i < x.Length; i++)
            sum += x[(int)i] * x[(int)i];
        return sum;
    }
}
