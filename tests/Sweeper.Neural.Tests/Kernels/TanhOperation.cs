using System.Numerics;
using Sweeper.Neural.Kernels.Operations;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Tests.Kernels;

/// <summary>tanh x as an operation of its own; the layers reach it through their activation.</summary>
internal readonly struct TanhOperation<T> : IUnaryOperation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TVector Apply<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector> => VectorMathNearZero.Tanh<T, TVector, TSimd>(x);
}
