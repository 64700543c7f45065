using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using Sweeper.Sweeps.Samplers.Points;
using Sweeper.Sweeps.Samplers.Surrogates;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// The points of which a model expects the greatest improvement: the best of many that are spread evenly, each followed uphill.
/// As Optuna's GPSampler does it, except that a number with many steps is followed like any other and then rounded.
/// </summary>
internal sealed class GpProposals(SamplerSpace space, GpModel model)
{
    private const int MostSpread = 2048;

    // With many trials fewer points: so many are compared with a trial.
    private const int MostComparisons = 400_000;
    private const int Starts = 10;
    private const int MostRounds = 10;
    private const int FewChoices = 16;
    private const int MostFollowed = 30;
    private const double SlopeTolerance = 1e-2;
    private const double StepTolerance = 1e-8;
    private const double ProgressTolerance = 1e-8;
    private const int MostSteps = 200;

    private readonly double[] _lengths = Array.ConvertAll(model.Process.Kernel.Weights, w => 1 / Math.Sqrt(w));

    /// <summary>The best point first.</summary>
    public IEnumerable<double[]> Points(IRandomNumbers numbers)
    {
        long seed = (long)(numbers.NextUnit() * long.MaxValue);
        Found[] spread =
        [
            .. Enumerable.Range(0, Math.Min(MostSpread, MostComparisons / model.Process.Observations))
                .Select(i => Judged([.. space.Axes.Select((axis, a) => Even(axis, SobolSequence.Scrambled((uint)i, a, seed)))]))
                .OrderByDescending(f => f.Value),
        ];
        // The best, others by chance in proportion to their improvement (the greatest of their logarithms and Gumbel's noise),
        // and the best trial.
        IEnumerable<Found> others = spread.Skip(1)
            .Select(f => (Found: f, Key: f.Value - Math.Log(-Math.Log(numbers.NextUnit()))))
            .OrderByDescending(f => f.Key).Take(Starts - 2).Select(f => f.Found);
        Found[] followed = [.. others.Prepend(spread[0]).Append(Judged(Completed(model.BestPoint))).Select(Follow)];
        return followed.OrderByDescending(f => f.Value).Concat(spread).Select(f => Present(f.Coordinates));
    }

    private static double Even(SamplerAxis axis, double unit) => axis switch
    {
        NumberAxis { IsSingle: false } numbers => numbers.Nearest(numbers.Low + ((numbers.High - numbers.Low) * unit)),
        CategoryAxis categories => Math.Floor(unit * categories.Count),
        _ => axis.At(0),
    };

    // Absent ones somewhere: they may come to be there.
    private double[] Completed(double[] point) =>
        [.. point.Select((coordinate, axis) => double.IsNaN(coordinate) ? Even(space.Axes[axis], 0.5) : coordinate)];

    private double[] Present(double[] coordinates) => space.Fill((axis, _) => coordinates[axis]);

    private Found Judged(double[] coordinates)
    {
        (double mean, double variance) = model.Process.Predict(model.Features.Of(Present(coordinates)));
        return new Found(coordinates, ExpectedImprovement.Of(mean, variance, model.Best).Logarithm);
    }

    /// <summary>Uphill along the numbers and from choice to choice, until neither leads further.</summary>
    private Found Follow(Found found)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            Found next = Climbed(found);
            for (int axis = 0; axis < space.Axes.Length; axis++)
                next = Chosen(next, axis);
            if (next.Value <= found.Value)
                break;
            found = next;
        }

        return found;
    }

    /// <summary>The best of the choices of an axis, or of those next to the present one where they are many.</summary>
    private Found Chosen(Found found, int axis)
    {
        SamplerAxis choices = space.Axes[axis];
        if (choices.ChoiceCount is not > 1 || double.IsNaN(Present(found.Coordinates)[axis]))
            return found;
        double now = found.Coordinates[axis];
        IEnumerable<double> tried = IsFew(choices)
            ? Enumerable.Range(0, (int)choices.ChoiceCount).Select(i => choices.At(i))
            : ((NumberAxis)choices).Neighbours(now);
        Found best = found;
        foreach (double coordinate in tried)
        {
            double[] coordinates = [.. found.Coordinates];
            coordinates[axis] = coordinate;
            if (coordinate != now && Judged(coordinates) is { } other && other.Value > best.Value)
                best = other;
        }

        return best;
    }

    private static bool IsFew(SamplerAxis axis) => axis is CategoryAxis || axis.ChoiceCount <= FewChoices;

    /// <summary>Uphill along the numbers, measured in lengths; of very many, along those that matter the most.</summary>
    private Found Climbed(Found found)
    {
        double[] point = Present(found.Coordinates), columns = model.Features.Of(point);
        int[] free =
        [
            .. Enumerable.Range(0, model.Features.Numbers.Length)
                .Where(i => !double.IsNaN(point[model.Features.Numbers[i]]) && !IsFew(space.Axes[model.Features.Numbers[i]]))
                .OrderBy(i => _lengths[i]).Take(MostFollowed),
        ];
        if (free.Length == 0)
            return found;
        var climb = new Climb(model, columns, free, Array.ConvertAll(free, i => _lengths[i]));
        double[] coordinates = [.. found.Coordinates], reached = climb.Top();
        for (int i = 0; i < free.Length; i++)
        {
            var axis = (NumberAxis)space.Axes[model.Features.Numbers[free[i]]];
            coordinates[model.Features.Numbers[free[i]]] = axis.Nearest(axis.Low + ((axis.High - axis.Low) * reached[i]));
        }

        Found top = Judged(coordinates);
        return top.Value > found.Value ? top : found;
    }

    /// <summary>
    /// A point, with a coordinate also for axes that are absent there, and the logarithm of its expected improvement.
    /// </summary>
    private sealed record Found(double[] Coordinates, double Value);

    private sealed class Climb(GpModel model, double[] columns, int[] free, double[] lengths)
    {
        private (double Value, double[] Shares) _best = (double.NegativeInfinity, Array.ConvertAll(free, i => columns[i]));

        public double[] Top()
        {
            try
            {
                new BfgsBMinimizer(SlopeTolerance, StepTolerance, ProgressTolerance, MostSteps).FindMinimum(
                    ObjectiveFunction.Gradient(Descent),
                    Vector<double>.Build.Dense(free.Length),
                    Vector<double>.Build.Dense(free.Length, i => 1 / lengths[i]),
                    Vector<double>.Build.Dense(free.Length, i => Math.Clamp(columns[free[i]], 0, 1) / lengths[i]));
            }
            catch (OptimizationException)
            {
                // It gives up where a step no longer helps: the best so far counts.
            }

            return _best.Shares;
        }

        private (double Value, Vector<double> Slope) Descent(Vector<double> scaled)
        {
            double[] shares = [.. scaled.Select((s, i) => s * lengths[i])], point = [.. columns];
            for (int i = 0; i < free.Length; i++)
                point[free[i]] = shares[i];
            double[] meanSlope = new double[model.Features.Numbers.Length], varianceSlope = new double[meanSlope.Length];
            (double mean, double variance) = model.Process.Predict(point, meanSlope, varianceSlope);
            (double value, double byMean, double byVariance) = ExpectedImprovement.Of(mean, variance, model.Best);
            if (value > _best.Value)
                _best = (value, shares);
            return (-value, Vector<double>.Build.Dense(
                free.Length, i => -((byMean * meanSlope[free[i]]) + (byVariance * varianceSlope[free[i]])) * lengths[i]));
        }
    }
}
