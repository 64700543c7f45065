using System.Numerics;

namespace Sweeper.Neural.Tests.Kernels;

/// <summary>Distances measured in the spacing of floating-point numbers.</summary>
internal static class UnitsInLastPlace
{
    /// <summary>The distance of two numbers in units of the last place of T at <paramref name="at"/>.</summary>
    public static double Between<T>(T value, double exact, double at)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T magnitude = T.CreateTruncating(Math.Abs(at));
        double unit = double.CreateTruncating(T.BitIncrement(magnitude) - magnitude);
        return Math.Abs(double.CreateTruncating(value) - exact) / unit;
    }
}
