using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Activations;

/// <summary>x: hidden layers without a function, which together are one linear map.</summary>
internal readonly struct IdentityActivation<T> : IActivation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector> => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<T, TVector> =>
        VectorMath.Constant<T, TVector, TSimd>(1);
}
