using System.Numerics;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Tests.Kernels;

/// <summary>log(1 + x) of 0 ≤ x ≤ 1 as an operation of its own; the layers reach it through their activation.</summary>
internal readonly struct LogOnePlusOperation<T> : IUnaryOperation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TVector Apply<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector> => VectorMathNearZero.LogOnePlus<T, TVector, TSimd>(x);
}
