using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sweeper.Neural.Kernels.Simd;

/// <summary>
/// Functions over registers whose results near zero keep their relative precision, where 1 − eˣ and log(1 + x) lose it.
/// </summary>
internal static class VectorMathNearZero
{
    /// <summary>
    /// eˣ − 1 for x ≤ 0, within 3 units in the last place; −1 below −87.3 in single and −708 in double precision. NaN gives NaN.
    /// </summary>
    /// <remarks>
    /// With eˣ = 2ⁿ·eʳ as in <see cref="VectorMath.Exp"/>: eˣ − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1), where the polynomial of eʳ − 1 has
    /// no constant term and 2ⁿ − 1 is exact until it rounds to −1.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpMinusOne<T, TVector, TSimd>(TVector x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        bool single = typeof(T) == typeof(float);
        x = TSimd.Max(x, VectorMath.Constant<T, TVector, TSimd>(single ? -87.3 : -708.0));
        TVector n = TSimd.Round(TSimd.Multiply(x, VectorMath.Constant<T, TVector, TSimd>(1.44269504088896340736)));
        TVector r = TSimd.MultiplyAdd(
            n, VectorMath.Constant<T, TVector, TSimd>(single ? -0.693359375 : -6.93145751953125e-1), x);
        r = TSimd.MultiplyAdd(
            n, VectorMath.Constant<T, TVector, TSimd>(single ? 2.12194440054690583e-4 : -1.42860682030941723212e-6), r);

        // (eʳ − 1) / r − 1 = r/2! + r²/3! + …, to degree 7 or 13.
        TVector p = VectorMath.Constant<T, TVector, TSimd>(single ? 1 / 5040.0 : 1 / 6227020800.0);
        if (!single)
        {
            p = TSimd.MultiplyAdd(p, r, VectorMath.Constant<T, TVector, TSimd>(1 / 479001600.0));
            p = TSimd.MultiplyAdd(p, r, VectorMath.Constant<T, TVector, TSimd>(1 / 39916800.0));
            p = TSimd.MultiplyAdd(p, r, VectorMath.Constant<T, TVector, TSimd>(1 / 3628800.0));
            p = TSimd.MultiplyAdd(p, r, VectorMath.Constant<T, TVector, TSimd>(1 / 362880.0));
            p = TSimd.MultiplyAdd(p, r, VectorMath.Constant<T, TVector, TSimd>(1 / 40320.0));
            p = TSimd.MultiplyAdd(p, r, VectorMath.Constant<T, TVector, TSimd>(1 / 5040.0));
        }

        p = TSimd.MultiplyAdd(p, r, VectorMath.Constant<T, TVector, TSimd>(1 / 720.0));
        p = TSimd.MultiplyAdd(p, r, VectorMath.Constant<T, TVector, TSimd>(1 / 120.0));
        p = TSimd.MultiplyAdd(p, r, VectorMath.Constant<T, TVector, TSimd>(1 / 24.0));
        p = TSimd.MultiplyAdd(p, r, VectorMath.Constant<T, TVector, TSimd>(1 / 6.0));
        p = TSimd.MultiplyAdd(p, r, VectorMath.Constant<T, TVector, TSimd>(0.5));
        TVector expMinusOneOfR = TSimd.MultiplyAdd(TSimd.Multiply(r, r), p, r);
        TVector power = TSimd.PowerOfTwo(n);
        return TSimd.MultiplyAdd(
            power, expMinusOneOfR, TSimd.Subtract(power, VectorMath.Constant<T, TVector, TSimd>(1)));
    }

    /// <summary>tanh x, within 4 units in the last place everywhere; −0 gives 0, NaN gives NaN.</summary>
    /// <remarks>With t = e^(−2|x|) − 1: tanh |x| = −t / (t + 2).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<T, TVector, TSimd>(TVector x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        TVector zero = VectorMath.Constant<T, TVector, TSimd>(0);
        TVector minusAbsolute = TSimd.Min(x, TSimd.Subtract(zero, x));
        TVector t = ExpMinusOne<T, TVector, TSimd>(TSimd.Add(minusAbsolute, minusAbsolute));
        TVector minusTanh = TSimd.Divide(t, TSimd.Add(t, VectorMath.Constant<T, TVector, TSimd>(2)));
        return TSimd.SelectPositive(x, TSimd.Subtract(zero, minusTanh), minusTanh);
    }

    /// <summary>log(1 + x) for 0 ≤ x ≤ 1, within 3 units in the last place. NaN gives NaN.</summary>
    /// <remarks>
    /// 2·artanh(s) with s = x / (2 + x) ≤ 1/3: 2·(s + s³/3 + s⁵/5 + …) (Abramowitz and Stegun 1964, 4.1.27), to degree 17 in
    /// single and 33 in double precision.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogOnePlus<T, TVector, TSimd>(TVector x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        bool single = typeof(T) == typeof(float);
        TVector s = TSimd.Divide(x, TSimd.Add(x, VectorMath.Constant<T, TVector, TSimd>(2)));
        TVector square = TSimd.Multiply(s, s);
        TVector p = VectorMath.Constant<T, TVector, TSimd>(single ? 1 / 17.0 : 1 / 33.0);
        if (!single)
        {
            p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 31.0));
            p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 29.0));
            p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 27.0));
            p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 25.0));
            p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 23.0));
            p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 21.0));
            p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 19.0));
            p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 17.0));
        }

        p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 15.0));
        p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 13.0));
        p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 11.0));
        p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 9.0));
        p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 7.0));
        p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 5.0));
        p = TSimd.MultiplyAdd(p, square, VectorMath.Constant<T, TVector, TSimd>(1 / 3.0));
        TVector doubled = TSimd.Add(s, s);
        return TSimd.MultiplyAdd(TSimd.Multiply(doubled, square), p, doubled);
    }
}
