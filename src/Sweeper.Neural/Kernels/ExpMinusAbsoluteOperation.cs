using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>e^(−|x|), 0 … 1: what sigmoid and softplus are computed from without overflow.</summary>
internal readonly struct ExpMinusAbsoluteOperation<T> : IUnaryOperation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        TVector negated = TSimd.Subtract(VectorMath.Constant<T, TVector, TSimd>(0), x);
        return VectorMath.Exp<T, TVector, TSimd>(TSimd.Min(x, negated));
    }
}
