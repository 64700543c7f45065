namespace Sweeper.Sweeps.Importance;

/// <summary>
/// Divides the variance of a tree's prediction over the search space among the axes, exactly and without sampling: Hutter, Hoos
/// and Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance" (2014), algorithm 2. The marginal
/// prediction at some values is the sum over the leaves that hold them of value times the share of the other axes that the leaf
/// holds (theorem 3).
/// </summary>
internal sealed class TreeVariance
{
    private readonly IReadOnlyCollection<TreeLeaf> _leaves;
    private readonly AxisSegments[] _segments;
    private readonly double _mean;
    private readonly double[] _main;

    public TreeVariance(IReadOnlyList<ImportanceAxis> axes, IReadOnlyCollection<TreeLeaf> leaves)
    {
        _leaves = leaves;
        _segments = [.. axes.Select((axis, index) => new AxisSegments(axis, index, leaves))];
        _mean = leaves.Sum(l => l.Volume * l.Value);
        Total = leaves.Sum(l => l.Volume * (l.Value - _mean) * (l.Value - _mean));
        _main = [.. axes.Select((_, index) => WorkOutMain(index))];
    }

    /// <summary>The variance of the prediction over the search space; not negative.</summary>
    public double Total { get; }

    /// <summary>The part of <see cref="Total"/> that one axis explains alone.</summary>
    public double Main(int axis) => _main[axis];

    /// <summary>The part of <see cref="Total"/> that two axes explain together, beyond what each does alone.</summary>
    public double Interaction(int first, int second)
    {
        int rows = _segments[first].Count, columns = _segments[second].Count;
        if (rows < 2 || columns < 2)
            return 0;

        double[] rowWeights = _segments[first].Weights, columnWeights = _segments[second].Weights;
        double[,] marginal = Marginal(first, second);
        double variance = 0;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double deviation = marginal[row, column] - _mean;
                variance += rowWeights[row] * columnWeights[column] * deviation * deviation;
            }
        }

        return Math.Max(0, variance - _main[first] - _main[second]);
    }

    private double WorkOutMain(int axis)
    {
        AxisSegments segments = _segments[axis];
        if (segments.Count < 2)
            return 0;

        // Steps at which the marginal rises and falls; their running sum is the marginal.
        var steps = new double[segments.Count + 1];
        foreach (TreeLeaf leaf in _leaves)
        {
            double part = leaf.Value * leaf.Volume / leaf.Regions[axis].Weight;
            foreach (AxisRun run in leaf.Regions[axis].Runs)
            {
                (int low, int high) = segments.InSegments(run);
                steps[low] += part;
                steps[high] -= part;
            }
        }

        double marginal = 0, variance = 0;
        for (int segment = 0; segment < segments.Count; segment++)
        {
            marginal += steps[segment];
            variance += segments.Weights[segment] * (marginal - _mean) * (marginal - _mean);
        }

        return variance;
    }

    // The same steps in two dimensions, summed along both.
    private double[,] Marginal(int first, int second)
    {
        var marginal = new double[_segments[first].Count + 1, _segments[second].Count + 1];
        foreach (TreeLeaf leaf in _leaves)
        {
            double part = leaf.Value * leaf.Volume / (leaf.Regions[first].Weight * leaf.Regions[second].Weight);
            foreach (AxisRun firstRun in leaf.Regions[first].Runs)
            {
                (int top, int bottom) = _segments[first].InSegments(firstRun);
                foreach (AxisRun secondRun in leaf.Regions[second].Runs)
                {
                    (int left, int right) = _segments[second].InSegments(secondRun);
                    marginal[top, left] += part;
                    marginal[top, right] -= part;
                    marginal[bottom, left] -= part;
                    marginal[bottom, right] += part;
                }
            }
        }

        for (int row = 0; row < marginal.GetLength(0); row++)
        {
            for (int column = 0; column < marginal.GetLength(1); column++)
            {
                marginal[row, column] += (row > 0 ? marginal[row - 1, column] : 0) + (column > 0 ? marginal[row, column - 1] : 0)
                    - (row > 0 && column > 0 ? marginal[row - 1, column - 1] : 0);
            }
        }

        return marginal;
    }
}
