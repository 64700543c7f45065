using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Activations;

/// <summary>tanh x; tanh′ = 1 − tanh².</summary>
internal readonly struct TanhActivation<T> : IActivation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector> =>
        VectorMathNearZero.Tanh<T, TVector, TSimd>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<T, TVector> =>
        TSimd.Subtract(VectorMath.Constant<T, TVector, TSimd>(1), TSimd.Multiply(y, y));
}
