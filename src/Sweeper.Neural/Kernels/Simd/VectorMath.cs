using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sweeper.Neural.Kernels.Simd;

/// <summary>Transcendental functions over registers of any width.</summary>
internal static class VectorMath
{
    /// <summary>
    /// eˣ to within 2 units in the last place, saturating where the result would leave the normal numbers: below
    /// −87.3 and above 88.3 in single precision, −708 and 709 in double. NaN gives NaN.
    /// </summary>
    /// <remarks>
    /// eˣ = 2ⁿ·eʳ with n = round(x·log₂e), so |r| ≤ ln 2 / 2, where the Taylor polynomial of degree 7 (single) or 13
    /// (double) is exact to less than half a unit. ln 2 is taken off in two parts, the first short enough for an exact product.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<T, TVector, TSimd>(TVector x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        bool single = typeof(T) == typeof(float);
        x = TSimd.Min(x, Constant<T, TVector, TSimd>(single ? 88.3 : 709.0));
        x = TSimd.Max(x, Constant<T, TVector, TSimd>(single ? -87.3 : -708.0));
        TVector n = TSimd.Round(TSimd.Multiply(x, Constant<T, TVector, TSimd>(1.44269504088896340736)));
        TVector r = TSimd.MultiplyAdd(n, Constant<T, TVector, TSimd>(single ? -0.693359375 : -6.93145751953125e-1), x);
        r = TSimd.MultiplyAdd(n, Constant<T, TVector, TSimd>(single ? 2.12194440054690583e-4 : -1.42860682030941723212e-6), r);

        TVector p;
        if (single)
        {
            p = Constant<T, TVector, TSimd>(1 / 5040.0);
        }
        else
        {
            p = Constant<T, TVector, TSimd>(1 / 6227020800.0);
            p = TSimd.MultiplyAdd(p, r, Constant<T, TVector, TSimd>(1 / 479001600.0));
            p = TSimd.MultiplyAdd(p, r, Constant<T, TVector, TSimd>(1 / 39916800.0));
            p = TSimd.MultiplyAdd(p, r, Constant<T, TVector, TSimd>(1 / 3628800.0));
            p = TSimd.MultiplyAdd(p, r, Constant<T, TVector, TSimd>(1 / 362880.0));
            p = TSimd.MultiplyAdd(p, r, Constant<T, TVector, TSimd>(1 / 40320.0));
            p = TSimd.MultiplyAdd(p, r, Constant<T, TVector, TSimd>(1 / 5040.0));
        }

        p = TSimd.MultiplyAdd(p, r, Constant<T, TVector, TSimd>(1 / 720.0));
        p = TSimd.MultiplyAdd(p, r, Constant<T, TVector, TSimd>(1 / 120.0));
        p = TSimd.MultiplyAdd(p, r, Constant<T, TVector, TSimd>(1 / 24.0));
        p = TSimd.MultiplyAdd(p, r, Constant<T, TVector, TSimd>(1 / 6.0));
        p = TSimd.MultiplyAdd(p, r, Constant<T, TVector, TSimd>(0.5));
        p = TSimd.MultiplyAdd(p, r, Constant<T, TVector, TSimd>(1));
        p = TSimd.MultiplyAdd(p, r, Constant<T, TVector, TSimd>(1));
        return TSimd.Multiply(p, TSimd.PowerOfTwo(n));
    }

    /// <summary>
    /// 1 / (1 + e⁻ˣ), within 4 units in the last place; below −88.3 in single and −709 in double precision it stays what it is
    /// there: 4.5·10⁻³⁹ and 1.2·10⁻³⁰⁸. NaN gives NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<T, TVector, TSimd>(TVector x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>
    {
        TVector one = Constant<T, TVector, TSimd>(1);
        TVector e = Exp<T, TVector, TSimd>(TSimd.Subtract(Constant<T, TVector, TSimd>(0), x));
        return TSimd.Divide(one, TSimd.Add(one, e));
    }

    /// <summary>The same number in every lane, converted to <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Constant<T, TVector, TSimd>(double value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector> => TSimd.Create(T.CreateTruncating(value));
}
