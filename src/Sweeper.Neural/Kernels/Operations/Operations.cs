using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Kernels.Operations;

/// <summary>A function of one number, written once for every register width.</summary>
internal interface IUnaryOperation<T>
    where T : unmanaged
{
    TVector Apply<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector>;
}

/// <summary>A function of two numbers, written once for every register width.</summary>
internal interface IBinaryOperation<T>
    where T : unmanaged
{
    TVector Apply<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<T, TVector>;
}

/// <summary>eˣ; see <see cref="VectorMath.Exp"/> for its error and range.</summary>
internal readonly struct ExpOperation<T> : IUnaryOperation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IUnaryOperation<T>.Apply<TVector, TSimd>(TVector x) => VectorMath.Exp<T, TVector, TSimd>(x);
}

/// <summary>e^(−|x|), 0 … 1: what sigmoid and softplus are computed from without overflow.</summary>
internal readonly struct ExpMinusAbsoluteOperation<T> : IUnaryOperation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IUnaryOperation<T>.Apply<TVector, TSimd>(TVector x)
    {
        TVector negated = TSimd.Subtract(VectorMath.Constant<T, TVector, TSimd>(0), x);
        return VectorMath.Exp<T, TVector, TSimd>(TSimd.Min(x, negated));
    }
}

/// <summary>σ(x); see <see cref="VectorMath.Sigmoid"/>.</summary>
internal readonly struct SigmoidOperation<T> : IUnaryOperation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IUnaryOperation<T>.Apply<TVector, TSimd>(TVector x) => VectorMath.Sigmoid<T, TVector, TSimd>(x);
}

/// <summary>factor·x.</summary>
internal readonly struct ScaleOperation<T>(T factor) : IUnaryOperation<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IUnaryOperation<T>.Apply<TVector, TSimd>(TVector x) => TSimd.Multiply(TSimd.Create(factor), x);
}

/// <summary>x + z.</summary>
internal readonly struct AddOperation<T> : IBinaryOperation<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IBinaryOperation<T>.Apply<TVector, TSimd>(TVector x, TVector y) => TSimd.Add(x, y);
}

/// <summary>x·z.</summary>
internal readonly struct MultiplyOperation<T> : IBinaryOperation<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IBinaryOperation<T>.Apply<TVector, TSimd>(TVector x, TVector y) => TSimd.Multiply(x, y);
}

/// <summary>z − factor·x.</summary>
internal readonly struct SubtractScaledOperation<T>(T factor) : IBinaryOperation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _minusFactor = -factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IBinaryOperation<T>.Apply<TVector, TSimd>(TVector x, TVector y) =>
        TSimd.MultiplyAdd(TSimd.Create(_minusFactor), x, y);
}

/// <summary>z + scale·x + amount·sign(x), where sign(0) is 0: what the penalties on a weight x add to its gradient z.</summary>
internal readonly struct AddPenaltyOperation<T>(T scale, T amount) : IBinaryOperation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _minusAmount = -amount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IBinaryOperation<T>.Apply<TVector, TSimd>(TVector x, TVector y)
    {
        TVector zero = TSimd.Create(T.Zero);
        TVector negative = TSimd.SelectPositive(TSimd.Subtract(zero, x), TSimd.Create(_minusAmount), zero);
        TVector sign = TSimd.SelectPositive(x, TSimd.Create(amount), negative);
        return TSimd.Add(TSimd.MultiplyAdd(TSimd.Create(scale), x, y), sign);
    }
}

/// <summary>factor·σ(x), given y = e^(−|x|): σ(x) = 1 / (1 + y) where x is positive, and y / (1 + y) elsewhere.</summary>
internal readonly struct SigmoidFromExpOperation<T>(T factor) : IBinaryOperation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IBinaryOperation<T>.Apply<TVector, TSimd>(TVector x, TVector y)
    {
        TVector one = VectorMath.Constant<T, TVector, TSimd>(1);
        TVector scaled = TSimd.Divide(TSimd.Create(factor), TSimd.Add(one, y));
        return TSimd.SelectPositive(x, scaled, TSimd.Multiply(y, scaled));
    }
}
