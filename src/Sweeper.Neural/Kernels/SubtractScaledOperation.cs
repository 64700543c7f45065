using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>z − factor·x.</summary>
internal readonly struct SubtractScaledOperation<T>(T factor) : IBinaryOperation<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private readonly T _minusFactor = -factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<T, TVector> => TSimd.MultiplyAdd(TSimd.Create(_minusFactor), x, y);
}
