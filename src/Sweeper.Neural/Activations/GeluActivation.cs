using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Activations;

/// <summary>
/// x·Φ(x), Φ the normal distribution function, in the tanh form of Hendrycks and Gimpel 2016, Gaussian Error Linear Units, §2:
/// ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))), which is x·σ(u) with u = 2·√(2/π)·(x + 0.044715·x³) and differs from the exact form
/// by less than 0.0005. The derivative is σ + x·σ·(1 − σ)·u′. NaN gives NaN.
/// </summary>
internal readonly struct GeluActivation : IActivation
{
    // 2·√(2/π), and that times 0.044715.
    private const double Linear = 1.5957691216057308;
    private const double Cubic = 0.07135481627260025;

    // Beyond it σ(u) is 0 or 1 to far below a unit in the last place, and the cube of x could overflow.
    private const double Limit = 10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Value<T, TVector, TSimd>(TVector x) =>
        TSimd.Multiply(x, Share<T, TVector, TSimd>(Limited<T, TVector, TSimd>(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Derivative<T, TVector, TSimd>(TVector x, TVector y)
    {
        TVector near = Limited<T, TVector, TSimd>(x);
        TVector share = Share<T, TVector, TSimd>(near);
        TVector slope = TSimd.MultiplyAdd(
            TSimd.Multiply(near, near),
            VectorMath.Constant<T, TVector, TSimd>(3 * Cubic),
            VectorMath.Constant<T, TVector, TSimd>(Linear));
        TVector rest = TSimd.Subtract(VectorMath.Constant<T, TVector, TSimd>(1), share);
        return TSimd.MultiplyAdd(TSimd.Multiply(TSimd.Multiply(near, share), rest), slope, share);
    }

    static T IActivation.Value<T>(T x) => T.CreateTruncating(0.5) * x * (T.One + T.Tanh(Argument(x)));

    static T IActivation.Derivative<T>(T x)
    {
        T tanh = T.Tanh(Argument(x));
        T slope = T.CreateTruncating(Math.Sqrt(2 / Math.PI)) * (T.One + (T.CreateTruncating(3 * 0.044715) * x * x));
        return T.CreateTruncating(0.5) * (T.One + tanh + (x * (T.One - (tanh * tanh)) * slope));
    }

    // √(2/π)·(x + 0.044715·x³)
    private static T Argument<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.CreateTruncating(Math.Sqrt(2 / Math.PI)) * (x + (T.CreateTruncating(0.044715) * x * x * x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Limited<T, TVector, TSimd>(TVector x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector> => TSimd.Max(
            TSimd.Min(x, VectorMath.Constant<T, TVector, TSimd>(Limit)), VectorMath.Constant<T, TVector, TSimd>(-Limit));

    // σ(u)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Share<T, TVector, TSimd>(TVector x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        TVector factor = TSimd.MultiplyAdd(
            TSimd.Multiply(x, x), VectorMath.Constant<T, TVector, TSimd>(Cubic), VectorMath.Constant<T, TVector, TSimd>(Linear));
        return VectorMath.Sigmoid<T, TVector, TSimd>(TSimd.Multiply(x, factor));
    }
}
