using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels;

/// <summary>z + scale·x + amount·sign(x), where sign(0) is 0: what the penalties on a weight x add to its gradient z.</summary>
internal readonly struct AddPenaltyOperation<T>(T scale, T amount) : IBinaryOperation<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private readonly T _minusAmount = -amount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        TVector zero = TSimd.Create(T.Zero);
        TVector negative = TSimd.SelectPositive(TSimd.Subtract(zero, x), TSimd.Create(_minusAmount), zero);
        TVector sign = TSimd.SelectPositive(x, TSimd.Create(amount), negative);
        return TSimd.Add(TSimd.MultiplyAdd(TSimd.Create(scale), x, y), sign);
    }
}
