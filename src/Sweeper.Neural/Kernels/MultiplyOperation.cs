using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>x·z.</summary>
internal readonly struct MultiplyOperation<T> : IBinaryOperation<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<T, TVector> => TSimd.Multiply(x, y);
}
