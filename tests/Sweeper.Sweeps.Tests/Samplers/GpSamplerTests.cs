using MathNet.Numerics.LinearAlgebra;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Samplers;

public class GpSamplerTests
{
    private const int Columns = 4;
    private const int NumberColumns = 3;

    private static readonly int[] AxisOfColumns = [0, 1, 1, 2];
    private static readonly double[] Values = [0.3, -1.2, 1.7, 0.1, -0.4, 0.9, -1.1, -0.3];

    private static readonly SearchSpace Line = SampledSpaces.Of(SampledSpaces.Number("x", new UniformDistribution(0, 1)));

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
        Assert.Equal(matrix.Inverse().EnumerateRows().Select((row, i) => row[i]), factored.Inverse().Select((row, i) => row[i]), Near);
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

    [Theory]
    [InlineData(Goal.Minimize, 1)]
    [InlineData(Goal.Maximize, -1)]
    public void Propose_Quadratic_FindsItsBest(Goal goal, double sign)
    {
        List<SampledTrial> history = SampledSpaces.Run(
            new GpSampler(goal, 3), Line, 20, t => t with { Objective = sign * Math.Pow(At(t.Values, "x") - 0.3, 2) });
        Assert.True(history.Min(t => Math.Abs(At(t.Values, "x") - 0.3)) < 1e-3);
    }

    [Fact]
    public void Propose_ConditionalAndStepped_FindsTheBest()
    {
        SearchSpace space = SampledSpaces.Of(
            SampledSpaces.List("kind", "plain", "tuned"),
            SampledSpaces.Number("units", new IntegerUniformDistribution(1, 200)),
            SampledSpaces.Number("x", new UniformDistribution(0, 1)) with { When = SampledSpaces.When("kind", "tuned") });
        List<SampledTrial> history = SampledSpaces.Run(new GpSampler(Goal.Minimize, 1), space, 40, t => t with
        {
            Objective = Math.Abs(At(t.Values, "units") - 70) + (t.Values.Find("x") is null ? 20 : 30 * Math.Abs(At(t.Values, "x") - 0.7)),
        });
        HyperparameterValues best = history.MinBy(t => t.Objective)!.Values;
        Assert.InRange(At(best, "units"), 67, 73);
        Assert.InRange(At(best, "x"), 0.6, 0.8);
    }

    [Fact]
    public void Propose_TrialsThatDiverged_StaysAway()
    {
        List<SampledTrial> history = SampledSpaces.Run(
            new GpSampler(Goal.Minimize, 3),
            Line,
            30,
            t => At(t.Values, "x") > 0.5 ? t with { State = TrialState.Diverged } : t with { Objective = -At(t.Values, "x") });
        Assert.InRange(history.MinBy(t => t.Objective ?? 0)!.Objective!.Value, -0.5, -0.45);
        Assert.True(history.TakeLast(8).Count(t => t.State == TrialState.Diverged) < 8);
    }

    [Fact]
    public void Propose_TrialRunning_LooksElsewhere()
    {
        List<SampledTrial> history = SampledSpaces.Run(
            new GpSampler(Goal.Minimize, 3), Line, 11, t => t with { Objective = Math.Sin(9 * At(t.Values, "x")) });
        HyperparameterValues next = new GpSampler(Goal.Minimize, 4).Propose(Line, history)!;
        history.Add(new SampledTrial { Number = 12, Values = next, State = TrialState.Running });
        HyperparameterValues other = new GpSampler(Goal.Minimize, 4).Propose(Line, history)!;
        Assert.True(Math.Abs(At(next, "x") - At(other, "x")) > 0.01);
    }

    [Theory]
    [InlineData(Goal.Minimize)]
    [InlineData(Goal.Maximize)]
    public void Expect_NoisyLine_CoversTheTrials(Goal goal)
    {
        List<SampledTrial> history = [.. SampledSpaces.Drawn(Line, 40).Select((t, i) => t with { Objective = Noisy(t.Values, i) })];
        HyperparameterValues[] cells = [.. SampledSpaces.Drawn(Line, 240).Skip(40).Select(t => t.Values)];
        GpExpectation[] expected = [.. new GpSampler(goal, 1).Expect(Line, history, cells)];
        Assert.Equal(cells.Length, expected.Length);
        int covered = cells.Where((cell, i) =>
            Noisy(cell, 40 + i) is var objective && expected[i].Interval.Lower <= objective && objective <= expected[i].Interval.Upper).Count();
        Assert.InRange(covered, 170, 199);
        Assert.All(expected, e => Assert.InRange(e.StandardDeviation, 1.5, 3));
        // More is to be gained where the expected objective is better.
        GpExpectation[] byMean = [.. expected.OrderBy(e => goal == Goal.Minimize ? e.Mean : -e.Mean)];
        Assert.True(byMean[0].Gain > 10 * byMean[^1].Gain);
        Assert.Equal(100 + (20 * At(cells[0], "x")), expected[0].Mean, 2.0);
    }

    [Fact]
    public void Expect_StartUp_ExpectsNothing() =>
        Assert.Empty(new GpSampler(Goal.Minimize, 1).Expect(Line, SampledSpaces.Drawn(Line, 9), [SampledSpaces.Drawn(Line, 1)[0].Values]));

    private static double Noisy(HyperparameterValues values, int trial) =>
        100 + (20 * At(values, "x")) + (2 * RandomDraws.For(9, trial, "noise").NextNormal());

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

    private static double At(HyperparameterValues values, string name) => ((NumberValue)values[name]).Number;
}
