using Sweeper.Sweeps.Samplers.Points;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers;

/// <summary>The cells of a space that are not excluded and that no trial has.</summary>
internal sealed class UntriedCells(SamplerSpace space, IReadOnlyList<SampledTrial> history)
{
    private const int RandomAttempts = 100;
    private const int DrawsPerNumber = 3;
    private const int FewCells = 4;

    private readonly HashSet<string> _names = [.. space.Axes.SelectMany(a => a.Hyperparameters).Select(h => h.Name)];
    private HashSet<HyperparameterValues>? _tried;
    private int _lookedAt;

    /// <summary>
    /// The first of some points whose cell is untried; where none is, one found by chance, then by search; null when there is
    /// none left.
    /// </summary>
    /// <param name="points">Wanted points, the best first.</param>
    /// <param name="numbers">What chance is taken from.</param>
    public HyperparameterValues? First(IEnumerable<double[]> points, IRandomNumbers numbers)
    {
        IEnumerable<double[]> random =
            Enumerable.Range(0, RandomAttempts).Select(_ => space.Fill((axis, _) => space.Axes[axis].Draw(numbers)));
        foreach (double[] point in points.Concat(random))
        {
            if (Cell(point) is { } cell)
                return cell;
        }

        // What decides about excluded cells first: what does not is not gone through again and again.
        int[] order = [.. Enumerable.Range(0, space.Axes.Length).OrderBy(axis => space.DecidesExclusion(axis) ? 0 : 1)];
        return Search(order, 0, space.EmptyPoint(), numbers);
    }

    /// <summary>The cell of a point, if it is untried.</summary>
    private HyperparameterValues? Cell(double[] point)
    {
        if (space.Excludes(point))
            return null;
        HyperparameterValues cell = space.CellOf(point);
        return IsTried(cell) ? null : cell;
    }

    // Mostly the first cell that is looked at is untried, and a set of all trials would cost more than it saves.
    private bool IsTried(HyperparameterValues cell)
    {
        if (_tried is null && ++_lookedAt > FewCells)
            _tried = [.. history.Select(t => Known(t.Values))];
        return _tried?.Contains(cell)
            ?? history.Any(t => (t.Values.Count > cell.Count ? Known(t.Values) : t.Values).Equals(cell));
    }

    // A trial may have values that are none of the space's.
    private HyperparameterValues Known(HyperparameterValues values) => values.Where(e => _names.Contains(e.Key));

    private HyperparameterValues? Search(int[] order, int depth, double[] point, IRandomNumbers numbers)
    {
        if (space.Excludes(point))
            return null;
        if (depth == order.Length)
            return Cell(point);
        int axis = order[depth];
        HyperparameterValues? found = null;
        if (!space.Exists(axis, point))
            return Search(order, depth + 1, point, numbers);
        long count = space.Axes[axis].ChoiceCount ?? DrawsPerNumber;
        long offset = (long)(numbers.NextUnit() * count);
        for (long i = 0; i < count && found is null; i++)
        {
            point[axis] = space.Axes[axis].ChoiceCount is null
                ? space.Axes[axis].Draw(numbers)
                : space.Axes[axis].At((offset + i) % count);
            found = Search(order, depth + 1, point, numbers);
        }

        point[axis] = double.NaN;
        return found;
    }
}
