using System.Numerics;
using Sweeper.Neural.Kernels.Simd;

namespace Sweeper.Neural.Activations;

/// <summary>
/// A function applied to every unit of a hidden layer, and its derivative: written once for every register width, and once
/// straight from its formula, for a single number.
/// </summary>
internal interface IActivation
{
    /// <summary>f(x).</summary>
    static abstract TVector Value<T, TVector, TSimd>(TVector x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>;

    /// <summary>f′(x), given x and y = f(x).</summary>
    static abstract TVector Derivative<T, TVector, TSimd>(TVector x, TVector y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct
        where TSimd : ISimd<T, TVector>;

    /// <summary>f(x) from the formula.</summary>
    static abstract T Value<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>f′(x) from the formula.</summary>
    static abstract T Derivative<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
