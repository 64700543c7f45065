using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Importance;

/// <summary>
/// Grows one regression tree (Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees", 1984) of a random
/// forest (Breiman, "Random Forests", 2001): each division is the best along five sixths of the axes, drawn anew, as in the
/// forests of Hutter et al. (2014).
/// </summary>
internal sealed class TreeGrower
{
    private readonly ForestSamples _samples;
    private readonly int[] _weights;
    private readonly RandomDraws _draws;
    private readonly SplitSearch _search;
    private readonly int[][] _places;
    private readonly int[][] _sorted; // [axis][…]: the samples by place; a node is the same stretch of each
    private readonly int[] _unseen;
    private readonly int[] _rest;
    private readonly List<PlaceGroup> _groups = [];
    private readonly List<TreeLeaf> _leaves = [];
    private readonly List<(int Sample, double Value)> _predictions = [];

    private TreeGrower(ForestSamples samples, int[][] places, int[] weights, RandomDraws draws, double smallestLeaf)
    {
        _samples = samples;
        _places = places;
        _weights = weights;
        _draws = draws;
        _search = new SplitSearch(samples.Axes, smallestLeaf);
        int[] drawn = [.. Enumerable.Range(0, samples.Count).Where(s => weights[s] > 0)];
        _sorted = [.. places.Select(p => drawn.OrderBy(s => p[s]).ToArray())];
        _unseen = [.. Enumerable.Range(0, samples.Count).Where(s => weights[s] == 0)];
        _rest = new int[samples.Count];
    }

    /// <summary>Grows a tree.</summary>
    /// <param name="samples">What it learns from; at least one axis.</param>
    /// <param name="places">The places of the samples, as [axis][sample].</param>
    /// <param name="weights">How often each sample was drawn; not all 0.</param>
    /// <param name="draws">Chooses the axes.</param>
    /// <param name="smallestLeaf">How many drawn samples a leaf has at least.</param>
    /// <returns>The leaves, and what they predict for the samples that were not drawn.</returns>
    public static (List<TreeLeaf> Leaves, List<(int Sample, double Value)> Predictions) Grow(
        ForestSamples samples, int[][] places, int[] weights, RandomDraws draws, double smallestLeaf)
    {
        var grower = new TreeGrower(samples, places, weights, draws, smallestLeaf);
        grower.Grow(0, grower._sorted[0].Length, 0, grower._unseen.Length, [.. samples.Axes.Select(AxisRegion.Whole)]);
        return (grower._leaves, grower._predictions);
    }

    private void Grow(int start, int end, int unseenStart, int unseenEnd, AxisRegion[] regions)
    {
        if (FindSplit(start, end) is not TreeSplit split)
        {
            double mean = Mean(start, end);
            _leaves.Add(new TreeLeaf(regions, mean));
            foreach (int sample in _unseen.AsSpan(unseenStart, unseenEnd - unseenStart))
                _predictions.Add((sample, mean));
            return;
        }

        int middle = start;
        foreach (int[] sorted in _sorted)
            middle = Divide(sorted, start, end, split);
        int unseenMiddle = Divide(_unseen, unseenStart, unseenEnd, split);
        Grow(start, middle, unseenStart, unseenMiddle, Part(regions, split, true));
        Grow(middle, end, unseenMiddle, unseenEnd, Part(regions, split, false));
    }

    private AxisRegion[] Part(AxisRegion[] regions, TreeSplit split, bool isFirst)
    {
        var part = (AxisRegion[])regions.Clone();
        part[split.Axis] = regions[split.Axis].Part(_samples.Axes[split.Axis], split, isFirst);
        return part;
    }

    // Axes that the node has one place of offer no choice and do not count as drawn.
    private TreeSplit? FindSplit(int start, int end)
    {
        int[] axes = [.. Enumerable.Range(0, _sorted.Length).Where(
            a => _places[a][_sorted[a][start]] != _places[a][_sorted[a][end - 1]])];
        int tried = ((5 * axes.Length) + 5) / 6;
        TreeSplit? best = null;
        for (int i = 0; i < tried; i++)
        {
            int other = i + (int)(_draws.NextUnit() * (axes.Length - i));
            (axes[i], axes[other]) = (axes[other], axes[i]);
            best = _search.Find(axes[i], Group(axes[i], start, end), best?.Gain ?? 0) ?? best;
        }

        return best;
    }

    private List<PlaceGroup> Group(int axis, int start, int end)
    {
        _groups.Clear();
        int[] places = _places[axis];
        int place = -1;
        double weight = 0, sum = 0;
        foreach (int sample in _sorted[axis].AsSpan(start, end - start))
        {
            if (places[sample] != place && place >= 0)
            {
                _groups.Add(new PlaceGroup(place, weight, sum));
                (weight, sum) = (0, 0);
            }

            place = places[sample];
            weight += _weights[sample];
            sum += _weights[sample] * _samples.Targets[sample];
        }

        _groups.Add(new PlaceGroup(place, weight, sum));
        return _groups;
    }

    // Stable, so that both parts stay sorted by place along every axis.
    private int Divide(int[] samples, int start, int end, TreeSplit split)
    {
        int[] places = _places[split.Axis];
        int middle = start, rest = 0;
        for (int i = start; i < end; i++)
        {
            int sample = samples[i];
            if (split.IsFirst(places[sample]))
                samples[middle++] = sample;
            else
                _rest[rest++] = sample;
        }

        _rest.AsSpan(0, rest).CopyTo(samples.AsSpan(middle));
        return middle;
    }

    private double Mean(int start, int end)
    {
        double weight = 0, sum = 0;
        foreach (int sample in _sorted[0].AsSpan(start, end - start))
        {
            weight += _weights[sample];
            sum += _weights[sample] * _samples.Targets[sample];
        }

        return sum / weight;
    }
}
