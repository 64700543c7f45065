namespace Sweeper.Sweeps.Samplers.Surrogates;

/// <summary>
/// A Gaussian process through what was observed: C. E. Rasmussen and C. K. I. Williams, "Gaussian Processes for Machine
/// Learning" (2006), algorithm 2.1, with the Matérn kernel of order 5/2 and a length for each axis.
/// </summary>
internal sealed class GaussianProcess
{
    private const double Third = 5.0 / 3;

    private readonly double[][] _points;
    private readonly PositiveMatrix _covariance;
    private readonly double[] _answers;

    /// <param name="points">Where was observed, [observations][columns].</param>
    /// <param name="values">What was observed.</param>
    /// <param name="kernel">How alike points are.</param>
    public GaussianProcess(double[][] points, double[] values, GpKernel kernel)
    {
        (_points, Kernel) = (points, kernel);
        double[][] matrix = new double[points.Length][];
        for (int i = 0; i < points.Length; i++)
        {
            matrix[i] = new double[i + 1];
            for (int j = 0; j < i; j++)
                matrix[i][j] = kernel.Scale * Matern(kernel.SquaredDistance(points[i], points[j]));
            matrix[i][i] = kernel.Scale + kernel.Noise;
        }

        _covariance = PositiveMatrix.Factor(matrix) ?? throw new ArithmeticException("The covariance is not positive definite.");
        _answers = _covariance.Backward(_covariance.Forward(values));
    }

    public GpKernel Kernel { get; }

    /// <summary>How many observations there are.</summary>
    public int Observations => _points.Length;

    /// <summary>The Matérn kernel of order 5/2, of a squared distance.</summary>
    public static double Matern(double square)
    {
        double distance = Math.Sqrt(5 * square);
        return ((Third * square) + distance + 1) * Math.Exp(-distance);
    }

    /// <summary>Its derivative by the squared distance.</summary>
    public static double MaternSlope(double square)
    {
        double distance = Math.Sqrt(5 * square);
        return -Third / 2 * (distance + 1) * Math.Exp(-distance);
    }

    /// <summary>The mean and the variance of what is to be expected at a point, without noise.</summary>
    public (double Mean, double Variance) Predict(double[] point)
    {
        double[] alike = Array.ConvertAll(_points, p => Kernel.Scale * Matern(Kernel.SquaredDistance(p, point)));
        double[] forward = _covariance.Forward(alike);
        return (PositiveMatrix.Dot(alike, _answers), Math.Max(0, Kernel.Scale - PositiveMatrix.Dot(forward, forward)));
    }

    /// <summary>The same, and how it changes with the first columns of the point.</summary>
    /// <param name="point">[columns], the first ones of numbers.</param>
    /// <param name="meanSlope">[columns] of which derivatives are wanted; receives them.</param>
    /// <param name="varianceSlope">As many.</param>
    public (double Mean, double Variance) Predict(double[] point, double[] meanSlope, double[] varianceSlope)
    {
        double[] squares = Array.ConvertAll(_points, p => Kernel.SquaredDistance(p, point));
        double[] alike = Array.ConvertAll(squares, square => Kernel.Scale * Matern(square));
        double[] forward = _covariance.Forward(alike), solved = _covariance.Backward(forward);
        Array.Clear(meanSlope);
        Array.Clear(varianceSlope);
        for (int i = 0; i < squares.Length; i++)
        {
            double slope = 2 * Kernel.Scale * MaternSlope(squares[i]);
            for (int column = 0; column < meanSlope.Length; column++)
            {
                double change = slope * Kernel.Weights[column] * (point[column] - _points[i][column]);
                meanSlope[column] += _answers[i] * change;
                varianceSlope[column] -= 2 * solved[i] * change;
            }
        }

        return (PositiveMatrix.Dot(alike, _answers), Math.Max(0, Kernel.Scale - PositiveMatrix.Dot(forward, forward)));
    }
}

/// <summary>How alike points are, and how exact observations.</summary>
/// <param name="Weights">One over the squared length of each column.</param>
/// <param name="NumberColumns">How many columns, the first ones, hold numbers. The others hold categories.</param>
/// <param name="Scale">The variance of what is observed.</param>
/// <param name="Noise">The variance of a single observation about it.</param>
internal sealed record GpKernel(double[] Weights, int NumberColumns, double Scale, double Noise)
{
    /// <summary>The sum of the weighted squared differences; categories differ by 1 or not at all.</summary>
    public double SquaredDistance(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < NumberColumns; i++)
            sum += Weights[i] * (a[i] - b[i]) * (a[i] - b[i]);
        for (int i = NumberColumns; i < a.Length; i++)
            sum += a[i] == b[i] ? 0 : Weights[i];
        return sum;
    }
}
