using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>factor·σ(x), given y = e^(−|x|): σ(x) = 1 / (1 + y) where x is positive, and y / (1 + y) elsewhere.</summary>
internal readonly struct SigmoidFromExpOperation<T>(T factor) : IBinaryOperation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        TVector one = VectorMath.Constant<T, TVector, TSimd>(1);
        TVector scaled = TSimd.Divide(TSimd.Create(factor), TSimd.Add(one, y));
        return TSimd.SelectPositive(x, scaled, TSimd.Multiply(y, scaled));
    }
}
