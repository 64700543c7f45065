using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>eˣ; see <see cref="VectorMath.Exp"/> for its error and range.</summary>
internal readonly struct ExpOperation<T> : IUnaryOperation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector> => VectorMath.Exp<T, TVector, TSimd>(x);
}
