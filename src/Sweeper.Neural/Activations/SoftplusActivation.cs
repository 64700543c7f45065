using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Activations;

/// <summary>
/// log(1 + eˣ), computed as max(x, 0) + log(1 + e^(−|x|)) (Glorot, Bordes and Bengio 2011, Deep Sparse Rectifier Neural Networks);
/// the derivative is σ(x). NaN gives NaN.
/// </summary>
internal readonly struct SoftplusActivation<T> : IActivation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        TVector zero = VectorMath.Constant<T, TVector, TSimd>(0);
        TVector minusAbsolute = TSimd.Min(x, TSimd.Subtract(zero, x));
        TVector rest = VectorMathNearZero.LogOnePlus<T, TVector, TSimd>(VectorMath.Exp<T, TVector, TSimd>(minusAbsolute));
        return TSimd.Add(TSimd.Max(x, zero), rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<T, TVector> =>
        VectorMath.Sigmoid<T, TVector, TSimd>(x);
}
