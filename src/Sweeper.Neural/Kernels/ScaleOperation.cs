using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>factor·x.</summary>
internal readonly struct ScaleOperation<T>(T factor) : IUnaryOperation<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector> => TSimd.Multiply(TSimd.Create(factor), x);
}
