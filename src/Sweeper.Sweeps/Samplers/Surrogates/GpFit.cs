using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Sweeper.Sweeps.Samplers.Surrogates;

/// <summary>
/// Finds the kernel under which observations are the most likely, together with what is held of kernels beforehand: the priors
/// of Optuna's GPSampler. Rasmussen and Williams, "Gaussian Processes for Machine Learning" (2006), equations 5.8 and 5.9.
/// </summary>
/// <param name="points">Where was observed, [observations][columns].</param>
/// <param name="values">What was observed, with mean 0 and variance 1.</param>
/// <param name="axisOfColumns">The axis of each column: the columns of an axis have one length.</param>
/// <param name="numberColumns">How many columns, the first ones, hold numbers.</param>
internal sealed class GpFit(double[][] points, double[] values, int[] axisOfColumns, int numberColumns)
{
    private const double LeastNoise = 1e-6;
    private const double SlopeTolerance = 1e-2;
    private const double StepTolerance = 1e-6;
    private const double ProgressTolerance = 1e-6;
    private const int Memory = 10;
    private const int MostSteps = 100;

    private readonly int _axisCount = axisOfColumns.Max() + 1;
    private (double Loss, double[] Logarithms) _best = (double.PositiveInfinity, []);

    /// <summary>The kernel; that with lengths of 1 where nothing better is found.</summary>
    public GpKernel Kernel()
    {
        // Lengths, scale and noise of 1.
        double[] start = new double[_axisCount + 2];
        start[^1] = Math.Log(1 - (0.99 * LeastNoise));
        _best = (double.PositiveInfinity, start);
        try
        {
            new LimitedMemoryBfgsMinimizer(SlopeTolerance, StepTolerance, ProgressTolerance, Memory, MostSteps)
                .FindMinimum(ObjectiveFunction.Gradient(Loss), Vector<double>.Build.DenseOfArray(start));
        }
        catch (OptimizationException)
        {
            // It gives up where a step no longer helps, or after the most steps: the best so far is good enough.
        }

        return KernelOf(_best.Logarithms);
    }

    /// <summary>
    /// The negative logarithm of the likelihood and the prior, and its derivatives, of the logarithms of a kernel's numbers.
    /// </summary>
    internal (double Loss, double[] Slope) LossOf(double[] logarithms)
    {
        GpKernel kernel = KernelOf(logarithms);
        double[][] squares = Triangle((i, j) => kernel.SquaredDistance(points[i], points[j]));
        double[][] alike = Triangle((i, j) => GaussianProcess.Matern(squares[i][j]));
        double[][] covariance = Triangle((i, j) => (kernel.Scale * alike[i][j]) + (i == j ? kernel.Noise : 0));
        if (PositiveMatrix.Factor(covariance) is not { } factored)
            return (double.PositiveInfinity, new double[logarithms.Length]);
        double[] forward = factored.Forward(values), answers = factored.Backward(forward);
        double loss = factored.HalfLogDeterminant + (0.5 * PositiveMatrix.Dot(forward, forward)) - LogPrior(kernel);

        double[][] inverse = factored.Inverse();
        double[] slope = new double[logarithms.Length], columnSlope = new double[axisOfColumns.Length];
        for (int i = 0; i < points.Length; i++)
        {
            // Half of the derivative by an element; those off the diagonal are there twice.
            for (int j = 0; j < i; j++)
            {
                double half = inverse[i][j] - (answers[i] * answers[j]);
                slope[^2] += half * alike[i][j];
                double bySquare = half * kernel.Scale * GaussianProcess.MaternSlope(squares[i][j]);
                AddDistances(columnSlope, points[i], points[j], bySquare);
            }

            double diagonal = 0.5 * (inverse[i][i] - (answers[i] * answers[i]));
            slope[^2] += diagonal;
            slope[^1] += diagonal;
        }

        for (int column = 0; column < columnSlope.Length; column++)
            slope[axisOfColumns[column]] += columnSlope[column];
        AddPriorSlopes(slope, kernel);
        return (loss, slope);
    }

    private (double Loss, Vector<double> Slope) Loss(Vector<double> logarithms)
    {
        double[] given = logarithms.ToArray();
        (double loss, double[] slope) = LossOf(given);
        if (loss < _best.Loss)
            _best = (loss, given);
        return (loss, Vector<double>.Build.DenseOfArray(slope));
    }

    private GpKernel KernelOf(double[] logarithms) => new(
        Array.ConvertAll(axisOfColumns, axis => Math.Exp(logarithms[axis])),
        numberColumns,
        Math.Exp(logarithms[^2]),
        Math.Exp(logarithms[^1]) + LeastNoise);

    // Lengths near 1 on either side; gamma distributions of the scale, with shape 2 and rate 1, and of the noise, with 1.1 and
    // 30.
    private double LogPrior(GpKernel kernel)
    {
        double sum = Math.Log(kernel.Scale) - kernel.Scale + (0.1 * Math.Log(kernel.Noise)) - (30 * kernel.Noise);
        foreach (double weight in AxisWeights(kernel))
            sum -= 0.1 * ((1 / weight) + weight);
        return sum;
    }

    // From derivatives of the loss by the numbers themselves to those by their logarithms, with the prior's.
    private void AddPriorSlopes(double[] slope, GpKernel kernel)
    {
        double[] weights = AxisWeights(kernel);
        for (int axis = 0; axis < weights.Length; axis++)
            slope[axis] = (slope[axis] * weights[axis]) - (0.1 * ((1 / weights[axis]) - weights[axis]));
        slope[^2] = (slope[^2] * kernel.Scale) - (1 - kernel.Scale);
        slope[^1] = (slope[^1] - (0.1 / kernel.Noise) + 30) * (kernel.Noise - LeastNoise);
    }

    private double[] AxisWeights(GpKernel kernel)
    {
        double[] weights = new double[_axisCount];
        for (int column = 0; column < axisOfColumns.Length; column++)
            weights[axisOfColumns[column]] = kernel.Weights[column];
        return weights;
    }

    private void AddDistances(double[] sums, double[] a, double[] b, double factor)
    {
        for (int i = 0; i < numberColumns; i++)
            sums[i] += factor * (a[i] - b[i]) * (a[i] - b[i]);
        for (int i = numberColumns; i < sums.Length; i++)
            sums[i] += a[i] == b[i] ? 0 : factor;
    }

    private double[][] Triangle(Func<int, int, double> element)
    {
        double[][] rows = new double[points.Length][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new double[i + 1];
            for (int j = 0; j <= i; j++)
                rows[i][j] = element(i, j);
        }

        return rows;
    }
}
