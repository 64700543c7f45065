using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Importance;

/// <summary>
/// The values of one hyperparameter that were tried, in order, and how much of the search space each stands for.
/// </summary>
internal sealed class ImportanceAxis
{
    private readonly Dictionary<HyperparameterValue, int> _places;
    private readonly double[] _coordinates;
    private readonly double[] _cumulativeWeights;

    private ImportanceAxis(string name, bool isOrdered, HyperparameterValue[] values, double[] coordinates, double[] weights)
    {
        Name = name;
        IsOrdered = isOrdered;
        _places = values.Select((value, place) => (value, place)).ToDictionary(v => v.value, v => v.place);
        _coordinates = coordinates;
        _cumulativeWeights = new double[weights.Length + 1];
        double total = weights.Sum();
        for (int i = 0; i < weights.Length; i++)
            _cumulativeWeights[i + 1] = _cumulativeWeights[i] + (weights[i] / total);
    }

    public string Name { get; }

    /// <summary>Whether a tree divides it at a threshold, as it does numbers, and not into any two sets.</summary>
    public bool IsOrdered { get; }

    /// <summary>How many different values there are.</summary>
    public int Count => _coordinates.Length;

    /// <summary>Values of which each stands for as much as any other: listed numbers, or things without an order.</summary>
    public static ImportanceAxis Listed(string name, bool isOrdered, HyperparameterValue[] values) =>
        new(name, isOrdered, values, [.. values.Select((_, place) => (double)place)], [.. values.Select(_ => 1.0)]);

    /// <summary>
    /// Ascending numbers out of a range: each stands for what is nearer to it than to its neighbours, from the first to the
    /// last.
    /// </summary>
    /// <param name="name">The hyperparameter.</param>
    /// <param name="values">At least two.</param>
    /// <param name="coordinates">Where they lie: the numbers or their logarithms.</param>
    public static ImportanceAxis Range(string name, HyperparameterValue[] values, double[] coordinates)
    {
        int last = coordinates.Length - 1;
        return new(
            name, true, values, coordinates,
            [.. coordinates.Select((_, i) => (coordinates[Math.Min(i + 1, last)] - coordinates[Math.Max(i - 1, 0)]) / 2)]);
    }

    /// <summary>The place of a value from 0; −1 for an absent one.</summary>
    public int PlaceOf(HyperparameterValue? value) => value is null ? -1 : _places[value];

    public double WeightOf(AxisRun run) => _cumulativeWeights[run.High] - _cumulativeWeights[run.Low];

    /// <summary>The place at which a share of the axis is reached.</summary>
    /// <param name="share">0 ≤ share &lt; 1.</param>
    public int PlaceAt(double share)
    {
        int found = Array.BinarySearch(_cumulativeWeights, share);
        return Math.Min(found >= 0 ? found : ~found - 1, Count - 1);
    }

    /// <summary>The first place that lies nearer to the second of two places than to the first.</summary>
    public int CutBetween(int first, int second)
    {
        double middle = (_coordinates[first] + _coordinates[second]) / 2;
        int cut = first + 1;
        while (cut < second && _coordinates[cut] <= middle)
            cut++;
        return cut;
    }
}
