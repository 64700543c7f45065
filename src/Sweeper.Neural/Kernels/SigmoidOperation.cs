using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>σ(x); see <see cref="VectorMath.Sigmoid"/>.</summary>
internal readonly struct SigmoidOperation<T> : IUnaryOperation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector> => VectorMath.Sigmoid<T, TVector, TSimd>(x);
}
