using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Benchmarks.Products;

/// <summary>
/// The most single-precision operations per second that this core does: multiply-adds on registers alone, as wide as the
/// kernels', and so many independent ones that none waits for another.
/// </summary>
internal static class FmaPeak
{
    private const int Iterations = 500_000;

    // With the two factors they fill the sixteen registers of AVX2.
    private const int Sums = 14;

    /// <summary>One measurement, of about a millisecond, in 10⁹ operations per second; a multiply-add is two.</summary>
    public static double MeasureGigaflops()
    {
        if (RegisterWidth.Has512)
            return Measure<Vector512<float>, Simd512<float>>();
        if (RegisterWidth.Has256)
            return Measure<Vector256<float>, Simd256<float>>();
        return RegisterWidth.Has128 ? Measure<Vector128<float>, Simd128<float>>() : Measure<float, SimdScalar<float>>();
    }

    private static double Measure<TVector, TSimd>()
        where TVector : struct
        where TSimd : ISimd<float, TVector>
    {
        long started = Stopwatch.GetTimestamp();
        TVector sum = MultiplyAdd<TVector, TSimd>(TSimd.Create(0.5f), TSimd.Create(0.25f));
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (!(TSimd.Sum(sum) > 0))
            throw new InvalidOperationException("A sum of positive products is not positive.");
        return 2.0 * Sums * TSimd.Width * Iterations / seconds / 1e9;
    }

    // The sums are locals for the JIT to keep them in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TVector MultiplyAdd<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<float, TVector>
    {
        TVector c0 = y, c1 = y, c2 = y, c3 = y, c4 = y, c5 = y, c6 = y, c7 = y, c8 = y, c9 = y, c10 = y;
        TVector c11 = y, c12 = y, c13 = y;
        for (int i = 0; i < Iterations; i++)
        {
            c0 = TSimd.MultiplyAdd(x, y, c0);
            c1 = TSimd.MultiplyAdd(x, y, c1);
            c2 = TSimd.MultiplyAdd(x, y, c2);
            c3 = TSimd.MultiplyAdd(x, y, c3);
            c4 = TSimd.MultiplyAdd(x, y, c4);
            c5 = TSimd.MultiplyAdd(x, y, c5);
            c6 = TSimd.MultiplyAdd(x, y, c6);
            c7 = TSimd.MultiplyAdd(x, y, c7);
            c8 = TSimd.MultiplyAdd(x, y, c8);
            c9 = TSimd.MultiplyAdd(x, y, c9);
            c10 = TSimd.MultiplyAdd(x, y, c10);
            c11 = TSimd.MultiplyAdd(x, y, c11);
            c12 = TSimd.MultiplyAdd(x, y, c12);
            c13 = TSimd.MultiplyAdd(x, y, c13);
        }

        TVector low = TSimd.Add(TSimd.Add(TSimd.Add(c0, c1), TSimd.Add(c2, c3)), TSimd.Add(TSimd.Add(c4, c5), c6));
        TVector high = TSimd.Add(TSimd.Add(TSimd.Add(c7, c8), TSimd.Add(c9, c10)), TSimd.Add(TSimd.Add(c11, c12), c13));
        return TSimd.Add(low, high);
    }
}
