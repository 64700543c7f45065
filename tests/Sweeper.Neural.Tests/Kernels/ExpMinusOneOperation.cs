using System.Numerics;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Tests.Kernels;

/// <summary>eˣ − 1 of x ≤ 0 as an operation of its own; the layers reach it through their activation.</summary>
internal readonly struct ExpMinusOneOperation<T> : IUnaryOperation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TVector Apply<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector> => VectorMathNearZero.ExpMinusOne<T, TVector, TSimd>(x);
}
