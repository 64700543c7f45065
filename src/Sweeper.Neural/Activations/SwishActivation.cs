using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Activations;

/// <summary>
/// x·σ(x), also called SiLU (Ramachandran, Zoph and Le 2017, Searching for Activation Functions, with β = 1); the derivative is
/// σ + y·(1 − σ). NaN gives NaN.
/// </summary>
internal readonly struct SwishActivation<T> : IActivation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector> =>
        TSimd.Multiply(x, VectorMath.Sigmoid<T, TVector, TSimd>(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        TVector sigmoid = VectorMath.Sigmoid<T, TVector, TSimd>(x);
        return TSimd.MultiplyAdd(y, TSimd.Subtract(VectorMath.Constant<T, TVector, TSimd>(1), sigmoid), sigmoid);
    }
}
