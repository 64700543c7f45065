using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Activations;

/// <summary>
/// x where x > 0, else eˣ − 1 (Clevert, Unterthiner and Hochreiter 2016, Fast and Accurate Deep Network Learning by Exponential
/// Linear Units, eq. 15 with α = 1). NaN gives NaN.
/// </summary>
internal readonly struct EluActivation<T> : IActivation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector> =>
        TSimd.SelectPositive(
            x, x, VectorMathNearZero.ExpMinusOne<T, TVector, TSimd>(TSimd.Min(x, VectorMath.Constant<T, TVector, TSimd>(0))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        TVector one = VectorMath.Constant<T, TVector, TSimd>(1);
        return TSimd.SelectPositive(x, one, TSimd.Add(y, one));
    }
}
