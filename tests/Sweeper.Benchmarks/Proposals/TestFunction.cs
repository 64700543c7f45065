using Sweeper.Sweeps.Spaces;

namespace Sweeper.Benchmarks.Proposals;

/// <summary>A function of which the least value is known, to see how near samplers come to it.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Space">Where it is to be minimised.</param>
/// <param name="Least">Its least value there.</param>
/// <param name="Value">Its value at a point, in the order of the space.</param>
internal sealed record TestFunction(string Name, SearchSpace Space, double Least, Func<double[], double> Value)
{
    private static readonly double[] HartmannHeights = [1, 1.2, 3, 3.2];

    private static readonly double[][] HartmannSlopes =
    [
        [10, 3, 17, 3.5, 1.7, 8],
        [0.05, 10, 17, 0.1, 8, 14],
        [3, 3.5, 1.7, 10, 17, 8],
        [17, 8, 0.05, 10, 0.1, 14],
    ];

    private static readonly double[][] HartmannCenters =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
        [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
        [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    /// <summary>
    /// F. H. Branin, "Widely Convergent Method for Finding Multiple Solutions of Simultaneous Nonlinear Equations" (1972).
    /// </summary>
    public static TestFunction Branin { get; } = new("Branin", SpaceOf((-5, 10), (0, 15)), 0.39788735772973816, BraninValue);

    /// <summary>J. K. Hartman, "Some Experiments in Global Optimization" (1973), in six dimensions.</summary>
    public static TestFunction Hartmann { get; } = new(
        "Hartmann-6", SpaceOf([.. Enumerable.Repeat((0.0, 1.0), 6)]), -3.3223680114155147, HartmannValue);

    /// <summary>How much greater the function is at a proposal than at its best.</summary>
    public double Regret(HyperparameterValues values) =>
        Value([.. Space.Hyperparameters.Select(h => ((NumberValue)values[h.Name]).Number)]) - Least;

    private static SearchSpace SpaceOf(params (double Low, double High)[] bounds) => new()
    {
        Hyperparameters =
        [
            .. bounds.Select((b, i) => new Hyperparameter
            {
                Name = $"x{i + 1}",
                Values = [],
                Distribution = new UniformDistribution(b.Low, b.High),
            }),
        ],
    };

    private static double BraninValue(double[] x)
    {
        double valley = x[1] - (5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0]) + (5 / Math.PI * x[0]) - 6;
        return (valley * valley) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x[0])) + 10;
    }

    private static double HartmannValue(double[] x) => -HartmannHeights.Select((height, hill) =>
    {
        double distance = x.Select((c, j) => HartmannSlopes[hill][j] * Math.Pow(c - HartmannCenters[hill][j], 2)).Sum();
        return height * Math.Exp(-distance);
    }).Sum();
}
