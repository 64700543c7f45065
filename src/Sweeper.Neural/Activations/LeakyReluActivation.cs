using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeper.Neural.Kernels;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Activations;

/// <summary>
/// x where x > 0, else x / 100 (Maas, Hannun and Ng 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models); the
/// derivative at 0 is taken as 0.01. NaN gives NaN.
/// </summary>
internal readonly struct LeakyReluActivation<T> : IActivation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Slope = 0.01;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TVector, TSimd>(TVector x)
        where TVector : struct
        where TSimd : ISimd<T, TVector> =>
        TSimd.SelectPositive(x, x, TSimd.Multiply(x, VectorMath.Constant<T, TVector, TSimd>(Slope)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TVector, TSimd>(TVector x, TVector y)
        where TVector : struct
        where TSimd : ISimd<T, TVector> =>
        TSimd.SelectPositive(x, VectorMath.Constant<T, TVector, TSimd>(1), VectorMath.Constant<T, TVector, TSimd>(Slope));
}
