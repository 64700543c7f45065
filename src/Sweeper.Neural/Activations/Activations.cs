using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Activations;

/// <summary>σ(x) = 1 / (1 + e⁻ˣ); σ′ = σ·(1 − σ).</summary>
internal readonly struct SigmoidActivation : IActivation
{
    /// <summary>σ(x) of a single number.</summary>
    public static T Of<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Value<T, TVector, TSimd>(TVector x) => VectorMath.Sigmoid<T, TVector, TSimd>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Derivative<T, TVector, TSimd>(TVector x, TVector y) =>
        TSimd.Multiply(y, TSimd.Subtract(VectorMath.Constant<T, TVector, TSimd>(1), y));

    static T IActivation.Value<T>(T x) => Of(x);

    static T IActivation.Derivative<T>(T x) => Of(x) * (T.One - Of(x));
}

/// <summary>tanh x; tanh′ = 1 − tanh².</summary>
internal readonly struct TanhActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Value<T, TVector, TSimd>(TVector x) => VectorMathNearZero.Tanh<T, TVector, TSimd>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Derivative<T, TVector, TSimd>(TVector x, TVector y) =>
        TSimd.Subtract(VectorMath.Constant<T, TVector, TSimd>(1), TSimd.Multiply(y, y));

    static T IActivation.Value<T>(T x) => T.Tanh(x);

    static T IActivation.Derivative<T>(T x) => T.One - (T.Tanh(x) * T.Tanh(x));
}

/// <summary>
/// max(x, 0) (Nair and Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines); the derivative at 0 is taken
/// as 0. NaN gives NaN.
/// </summary>
internal readonly struct ReluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Value<T, TVector, TSimd>(TVector x) => TSimd.Max(x, VectorMath.Constant<T, TVector, TSimd>(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Derivative<T, TVector, TSimd>(TVector x, TVector y) =>
        TSimd.SelectPositive(x, VectorMath.Constant<T, TVector, TSimd>(1), VectorMath.Constant<T, TVector, TSimd>(0));

    static T IActivation.Value<T>(T x) => T.Max(x, T.Zero);

    static T IActivation.Derivative<T>(T x) => x > T.Zero ? T.One : T.Zero;
}

/// <summary>
/// x where x > 0, else x / 100 (Maas, Hannun and Ng 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models); the
/// derivative at 0 is taken as 0.01. NaN gives NaN.
/// </summary>
internal readonly struct LeakyReluActivation : IActivation
{
    private const double Slope = 0.01;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Value<T, TVector, TSimd>(TVector x) =>
        TSimd.SelectPositive(x, x, TSimd.Multiply(x, VectorMath.Constant<T, TVector, TSimd>(Slope)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Derivative<T, TVector, TSimd>(TVector x, TVector y) =>
        TSimd.SelectPositive(x, VectorMath.Constant<T, TVector, TSimd>(1), VectorMath.Constant<T, TVector, TSimd>(Slope));

    static T IActivation.Value<T>(T x) => x > T.Zero ? x : T.CreateTruncating(Slope) * x;

    static T IActivation.Derivative<T>(T x) => x > T.Zero ? T.One : T.CreateTruncating(Slope);
}

/// <summary>
/// x where x > 0, else eˣ − 1 (Clevert, Unterthiner and Hochreiter 2016, Fast and Accurate Deep Network Learning by Exponential
/// Linear Units, eq. 15 with α = 1). NaN gives NaN.
/// </summary>
internal readonly struct EluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Value<T, TVector, TSimd>(TVector x) => TSimd.SelectPositive(
        x, x, VectorMathNearZero.ExpMinusOne<T, TVector, TSimd>(TSimd.Min(x, VectorMath.Constant<T, TVector, TSimd>(0))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Derivative<T, TVector, TSimd>(TVector x, TVector y)
    {
        TVector one = VectorMath.Constant<T, TVector, TSimd>(1);
        return TSimd.SelectPositive(x, one, TSimd.Add(y, one));
    }

    static T IActivation.Value<T>(T x) => x > T.Zero ? x : T.Exp(x) - T.One;

    static T IActivation.Derivative<T>(T x) => x > T.Zero ? T.One : T.Exp(x);
}

/// <summary>
/// x·σ(x), also called SiLU (Ramachandran, Zoph and Le 2017, Searching for Activation Functions, with β = 1); the derivative is
/// σ + y·(1 − σ). NaN gives NaN.
/// </summary>
internal readonly struct SwishActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Value<T, TVector, TSimd>(TVector x) =>
        TSimd.Multiply(x, VectorMath.Sigmoid<T, TVector, TSimd>(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Derivative<T, TVector, TSimd>(TVector x, TVector y)
    {
        TVector sigmoid = VectorMath.Sigmoid<T, TVector, TSimd>(x);
        return TSimd.MultiplyAdd(y, TSimd.Subtract(VectorMath.Constant<T, TVector, TSimd>(1), sigmoid), sigmoid);
    }

    static T IActivation.Value<T>(T x) => x * SigmoidActivation.Of(x);

    static T IActivation.Derivative<T>(T x) =>
        SigmoidActivation.Of(x) + (x * SigmoidActivation.Of(x) * (T.One - SigmoidActivation.Of(x)));
}

/// <summary>
/// log(1 + eˣ), computed as max(x, 0) + log(1 + e^(−|x|)) (Glorot, Bordes and Bengio 2011, Deep Sparse Rectifier Neural
/// Networks); the derivative is σ(x). NaN gives NaN.
/// </summary>
internal readonly struct SoftplusActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Value<T, TVector, TSimd>(TVector x)
    {
        TVector zero = VectorMath.Constant<T, TVector, TSimd>(0);
        TVector minusAbsolute = TSimd.Min(x, TSimd.Subtract(zero, x));
        TVector rest = VectorMathNearZero.LogOnePlus<T, TVector, TSimd>(VectorMath.Exp<T, TVector, TSimd>(minusAbsolute));
        return TSimd.Add(TSimd.Max(x, zero), rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Derivative<T, TVector, TSimd>(TVector x, TVector y) => VectorMath.Sigmoid<T, TVector, TSimd>(x);

    static T IActivation.Value<T>(T x) => T.Max(x, T.Zero) + T.Log(T.One + T.Exp(-T.Abs(x)));

    static T IActivation.Derivative<T>(T x) => SigmoidActivation.Of(x);
}

/// <summary>x: hidden layers without a function, which together are one linear map.</summary>
internal readonly struct IdentityActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Value<T, TVector, TSimd>(TVector x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Derivative<T, TVector, TSimd>(TVector x, TVector y) => VectorMath.Constant<T, TVector, TSimd>(1);

    static T IActivation.Value<T>(T x) => x;

    static T IActivation.Derivative<T>(T x) => T.One;
}
