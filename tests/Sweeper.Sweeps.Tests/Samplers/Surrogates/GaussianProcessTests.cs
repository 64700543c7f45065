using MathNet.Numerics.LinearAlgebra;
using Sweeper.Sweeps.Samplers.Points;
using Sweeper.Sweeps.Samplers.Surrogates;

namespace Sweeper.Sweeps.Tests.Samplers.Surrogates;

public class GaussianProcessTests
{
    private const int Columns = 4;
    private const int NumberColumns = 3;

    private static readonly int[] AxisOfColumns = [0, 1, 1, 2];
    private static readonly double[] Values = [0.3, -1.2, 1.7, 0.1, -0.4, 0.9, -1.1, -0.3];

    // Columns of numbers, and a last one of categories.
    private static readonly double[][] Points =
    [
        .. Enumerable.Range(0, Values.Length).Select(i => (double[])
            [SobolSequence.Scrambled((uint)i, 0, 3), SobolSequence.Scrambled((uint)i, 1, 3), i % 2, i % 3]),
    ];

    [Fact]
    public void Factor_PositiveMatrix_SolvesAndInverts()
    {
        const int Size = 13;
        var matrix = Matrix<double>.Build.Dense(Size, Size, (i, j) => Math.Exp(-Math.Abs(i - j) / 3.0) + (i == j ? 0.1 : 0));
        var vector = Vector<double>.Build.Dense(Size, i => Math.Sin(i));
        PositiveMatrix factored = Assert.IsType<PositiveMatrix>(PositiveMatrix.Factor(matrix.ToRowArrays()));
        Assert.Equal(matrix.Solve(vector), factored.Backward(factored.Forward(vector.ToArray())), Near);
        Assert.Equal(Math.Log(matrix.Determinant()) / 2, factored.HalfLogDeterminant, 1e-10);
        Assert.Equal(matrix.Inverse().Diagonal(), factored.Inverse().Select((row, i) => row[i]), Near);
        Assert.Equal(matrix.Inverse()[Size - 1, 2], factored.Inverse()[Size - 1][2], 1e-10);
        Assert.Null(PositiveMatrix.Factor([[1, 0], [2, 1]]));
    }

    [Fact]
    public void LossOf_AnyKernel_HasTheSlopeOfItsDifferences()
    {
        var fit = new GpFit(Points, Values, AxisOfColumns, NumberColumns);
        double[] at = [0.3, -0.7, 0.5, 0.2, -1.3];
        double[] slope = fit.LossOf(at).Slope;
        for (int i = 0; i < at.Length; i++)
        {
            double[] above = [.. at], below = [.. at];
            above[i] += 1e-5;
            below[i] -= 1e-5;
            Assert.Equal((fit.LossOf(above).Loss - fit.LossOf(below).Loss) / 2e-5, slope[i], 1e-6);
        }
    }

    [Fact]
    public void Kernel_Fitted_IsLikelierThanTheFirstGuess()
    {
        GpFit fit = new(Points, Values, AxisOfColumns, NumberColumns);
        GpKernel kernel = fit.Kernel();
        Assert.Equal(kernel.Weights[1], kernel.Weights[2]);
        double[] natural = [kernel.Weights[0], kernel.Weights[1], kernel.Weights[3], kernel.Scale, kernel.Noise - 1e-6];
        double[] fitted = Array.ConvertAll(natural, Math.Log);
        (double loss, double[] slope) = fit.LossOf(fitted);
        Assert.True(loss < fit.LossOf(new double[5]).Loss);
        Assert.All(slope, s => Assert.Equal(0, s, 0.02));
    }

    [Fact]
    public void Predict_AnyPoint_IsTheConditionalDistribution()
    {
        GpKernel kernel = new([2, 0.5, 0.5, 1], NumberColumns, 1.5, 0.01);
        double[] point = [0.2, 0.9, 1, 2];
        var covariance = Matrix<double>.Build.Dense(
            8, 8, (i, j) => Covariance(kernel, Points[i], Points[j]) + (i == j ? kernel.Noise : 0));
        var alike = Vector<double>.Build.Dense(8, i => Covariance(kernel, Points[i], point));
        (double mean, double variance) = new GaussianProcess(Points, Values, kernel).Predict(point);
        Assert.Equal(alike * covariance.Inverse() * Vector<double>.Build.DenseOfArray(Values), mean, 1e-10);
        Assert.Equal(kernel.Scale - (alike * covariance.Inverse() * alike), variance, 1e-10);
    }

    [Fact]
    public void Predict_WithSlopes_HasThoseOfItsDifferences()
    {
        var process = new GaussianProcess(Points, Values, new GpKernel([2, 0.5, 0.5, 1], NumberColumns, 1.5, 0.01));
        double[] point = [0.2, 0.9, 1, 2], meanSlope = new double[NumberColumns], varianceSlope = new double[NumberColumns];
        Assert.Equal(process.Predict(point), process.Predict(point, meanSlope, varianceSlope));
        for (int i = 0; i < NumberColumns; i++)
        {
            double[] above = [.. point], below = [.. point];
            above[i] += 1e-5;
            below[i] -= 1e-5;
            Assert.Equal((process.Predict(above).Mean - process.Predict(below).Mean) / 2e-5, meanSlope[i], 1e-7);
            Assert.Equal((process.Predict(above).Variance - process.Predict(below).Variance) / 2e-5, varianceSlope[i], 1e-7);
        }
    }

    // Of mpmath with 50 digits: ln(φ(z) + z Φ(z)).
    [Theory]
    [InlineData(0, -0.918938533204672742)]
    [InlineData(2, 0.697383545788228312)]
    [InlineData(-3, -7.86968605960302852)]
    [InlineData(-24.9, -317.358485742667379)]
    [InlineData(-25.1, -322.374409872464031)]
    [InlineData(-1000, -500014.734452091158)]
    public void ExpectedImprovement_FarFromTheBest_IsExact(double z, double expected)
    {
        // The least variance is added.
        (double logarithm, double byMean, double byVariance) = ExpectedImprovement.Of(z, 1 - 1e-12, 0);
        Assert.Equal(expected, logarithm, Math.Abs(expected) * 1e-10);
        double step = 1e-6 * Math.Max(1, Math.Abs(z));
        AssertSlope(byMean, Logarithm(z + step, 1) - Logarithm(z - step, 1), step);
        AssertSlope(byVariance, Logarithm(z, 1 + 1e-6) - Logarithm(z, 1 - 1e-6), 1e-6);
    }

    private static double Logarithm(double mean, double variance) => ExpectedImprovement.Of(mean, variance, 0).Logarithm;

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-10;

    private static void AssertSlope(double slope, double difference, double step) =>
        Assert.Equal(difference / (2 * step), slope, Math.Max(1e-7, Math.Abs(slope) * 1e-4));

    private static double Covariance(GpKernel kernel, double[] a, double[] b)
    {
        double square = Enumerable.Range(0, Columns).Sum(
            c => kernel.Weights[c] * (c < NumberColumns ? Math.Pow(a[c] - b[c], 2) : a[c] == b[c] ? 0 : 1));
        double distance = Math.Sqrt(square);
        return kernel.Scale * (1 + (Math.Sqrt(5) * distance) + (5 * square / 3)) * Math.Exp(-Math.Sqrt(5) * distance);
    }
}
