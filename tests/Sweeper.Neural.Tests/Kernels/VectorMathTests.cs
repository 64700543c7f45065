using System.Numerics;
using Sweeper.Neural.Kernels.Operations;

namespace Sweeper.Neural.Tests.Kernels;

public sealed class VectorMathTests
{
    private const int SampleCount = 500_000;

    // The double precision functions the results are compared with are themselves rounded.
    private const double ReferenceError = 1;

    [Fact]
    public void Exp_WholeRange_IsWithinTwoUnits()
    {
        Assert.InRange(WorstError<float, ExpOperation<float>>(-87.3, 88.3, Math.Exp), 0, 2);
        Assert.InRange(WorstError<float, ExpOperation<float>>(-1, 1, Math.Exp), 0, 2);
        Assert.InRange(WorstError<double, ExpOperation<double>>(-708, 709, Math.Exp), 0, 2 + ReferenceError);
    }

    [Fact]
    public void ExpMinusAbsolute_WholeRange_IsWithinTwoUnits()
    {
        Assert.InRange(WorstError<float, ExpMinusAbsoluteOperation<float>>(-87.3, 87.3, x => Math.Exp(-Math.Abs(x))), 0, 2);
    }

    [Fact]
    public void Sigmoid_WholeRange_IsWithinFourUnits()
    {
        Assert.InRange(WorstError<float, SigmoidOperation<float>>(-88.3, 30, Sigmoid), 0, 4);
        Assert.InRange(WorstError<float, SigmoidOperation<float>>(-6, 6, Sigmoid), 0, 4);
        Assert.InRange(WorstError<double, SigmoidOperation<double>>(-709, 50, Sigmoid), 0, 4 + ReferenceError);
    }

    [Fact]
    public void Tanh_WholeRange_IsWithinFourUnits()
    {
        Assert.InRange(WorstError<float, TanhOperation<float>>(-12, 12, Math.Tanh), 0, 4);
        Assert.InRange(WorstError<float, TanhOperation<float>>(-0.5, 0.5, Math.Tanh), 0, 4);
        Assert.InRange(WorstError<float, TanhOperation<float>>(-1e-6, 1e-6, Math.Tanh), 0, 4);
        Assert.InRange(WorstError<double, TanhOperation<double>>(-22, 22, Math.Tanh), 0, 4 + ReferenceError);
        Assert.InRange(WorstError<double, TanhOperation<double>>(-1e-6, 1e-6, Math.Tanh), 0, 4 + ReferenceError);
    }

    [Fact]
    public void ExpMinusOne_NegativeNumbers_IsWithinThreeUnits()
    {
        Assert.InRange(WorstError<float, ExpMinusOneOperation<float>>(-90, 0, ExpMinusOne), 0, 3);
        Assert.InRange(WorstError<float, ExpMinusOneOperation<float>>(-1, 0, ExpMinusOne), 0, 3);
        Assert.InRange(WorstError<float, ExpMinusOneOperation<float>>(-1e-6, 0, ExpMinusOne), 0, 3);
        Assert.InRange(WorstError<double, ExpMinusOneOperation<double>>(-1, 0, ExpMinusOne), 0, 3 + (2 * ReferenceError));
    }

    [Fact]
    public void LogOnePlus_ZeroToOne_IsWithinThreeUnits()
    {
        Assert.InRange(WorstError<float, LogOnePlusOperation<float>>(0, 1, LogOnePlus), 0, 3);
        Assert.InRange(WorstError<float, LogOnePlusOperation<float>>(0, 1e-6, LogOnePlus), 0, 3);
        Assert.InRange(WorstError<double, LogOnePlusOperation<double>>(0, 1, LogOnePlus), 0, 3 + (2 * ReferenceError));
    }

    [Fact]
    public void Exp_BeyondTheNormalNumbers_Saturates()
    {
        Assert.Equal([1.2192433E-38f, 1.2192433E-38f, 2.2294826E+38f, 2.2294826E+38f], Values<float, ExpOperation<float>>(
            [float.NegativeInfinity, -1e30f, 88.4f, float.PositiveInfinity]));
        double[] doubles = Values<double, ExpOperation<double>>([double.NegativeInfinity, -709, 710, double.PositiveInfinity]);
        Assert.Equal(Math.Exp(-708), doubles[0], 1e-320);
        Assert.Equal(doubles[0], doubles[1]);
        Assert.Equal(Math.Exp(709), doubles[2], 1e294);
        Assert.Equal(doubles[2], doubles[3]);
    }

    [Fact]
    public void Sigmoid_FarFromZero_IsOneOrNearlyZero()
    {
        float[] values = Values<float, SigmoidOperation<float>>([float.NegativeInfinity, -1e30f, 1e30f, float.PositiveInfinity]);

        Assert.InRange(values[0], float.Epsilon, 4.6e-39f);
        Assert.Equal(values[0], values[1]);
        Assert.Equal([1, 1], values[2..]);
    }

    [Fact]
    public void Tanh_FarFromZero_IsOne() => Assert.Equal([-1, -1, 1, 1], Values<float, TanhOperation<float>>(
        [float.NegativeInfinity, -1e30f, 1e30f, float.PositiveInfinity]));

    [Fact]
    public void Functions_Zero_AreExact()
    {
        Assert.Equal([1, 1], Values<float, ExpOperation<float>>([0f, -0f]));
        Assert.Equal([1, 1], Values<float, ExpMinusAbsoluteOperation<float>>([0f, -0f]));
        Assert.Equal([0.5f, 0.5f], Values<float, SigmoidOperation<float>>([0f, -0f]));
        Assert.Equal([0, 0], Values<float, TanhOperation<float>>([0f, -0f]));
    }

    [Fact]
    public void Functions_NaN_GiveNaN()
    {
        // Enough of them to fill a register and leave a rest.
        float[] x = [.. Enumerable.Repeat(float.NaN, 17)];

        Assert.All(Values<float, ExpOperation<float>>(x), value => Assert.True(float.IsNaN(value)));
        Assert.All(Values<float, ExpMinusAbsoluteOperation<float>>(x), value => Assert.True(float.IsNaN(value)));
        Assert.All(Values<float, SigmoidOperation<float>>(x), value => Assert.True(float.IsNaN(value)));
        Assert.All(Values<float, TanhOperation<float>>(x), value => Assert.True(float.IsNaN(value)));
    }

    // .NET's own ExpM1 and LogP1 lose the digits near 0 that are checked here.
    private static double ExpMinusOne(double x) => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);

    // Goldberg 1991, What Every Computer Scientist Should Know About Floating-Point Arithmetic, theorem 4.
    private static double LogOnePlus(double x) => 1 + x == 1 ? x : x * Math.Log(1 + x) / (1 + x - 1);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static T[] Values<T, TOperation>(T[] x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IUnaryOperation<T>
    {
        T[] y = new T[x.Length];
        Elementwise.Apply<T, TOperation>(default, x, y);
        return y;
    }

    /// <summary>The greatest error over a dense sample, in units of the last place of the exact value, or of smallest.</summary>
    private static double WorstError<T, TOperation>(double from, double to, Func<double, double> exact, double smallest = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IUnaryOperation<T>
    {
        var random = new Random(1);
        T[] x = new T[SampleCount];
        for (int i = 0; i < x.Length; i++)
            x[i] = T.CreateTruncating(from + ((to - from) * (i + random.NextDouble()) / SampleCount));

        T[] y = Values<T, TOperation>(x);
        double worst = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double value = exact(double.CreateTruncating(x[i]));
            worst = Math.Max(worst, UnitsInLastPlace.Between(y[i], value, Math.Max(Math.Abs(value), smallest)));
        }

        return worst;
    }
}
