using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Activations;

/// <summary>max(x, 0) (Nair and Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines); the derivative at 0 is taken as 0. NaN gives NaN.</summary>
internal readonly struct ReluActivation<T> : IActivation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector> =>
        TSimd.Max(x, VectorMath.Constant<T, TVector, TSimd>(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<T, TVector> =>
        TSimd.SelectPositive(
            x, VectorMath.Constant<T, TVector, TSimd>(1), VectorMath.Constant<T, TVector, TSimd>(0));
}
