using Sweeper.Sweeps.Objectives;

namespace Sweeper.Sweeps.Pruners;

/// <summary>Values of an objective from the best to the worst; NaN is the worst. For one thread.</summary>
public sealed class RankedValues(Goal goal)
{
    private readonly List<double> _values = [];
    private readonly Comparison _order = new(goal);
    private int _numbers;

    /// <summary>How many there are, NaN included.</summary>
    public int Count => _values.Count;

    /// <summary>The value of a rank, from 0, the best.</summary>
    public double this[int rank] => _values[rank];

    /// <summary>
    /// Their median without NaN, the mean of the two middle ones when they are even in number; null when there is none.
    /// </summary>
    public double? Median => _numbers switch
    {
        0 => null,
        _ when _numbers % 2 == 1 => _values[_numbers / 2],
        _ when _values[(_numbers / 2) - 1] == _values[_numbers / 2] => _values[_numbers / 2],
        _ => (_values[(_numbers / 2) - 1] / 2) + (_values[_numbers / 2] / 2),
    };

    public void Add(double value)
    {
        int place = _values.BinarySearch(value, _order);
        _values.Insert(place < 0 ? ~place : place, value);
        if (!double.IsNaN(value))
            _numbers++;
    }

    private sealed class Comparison(Goal goal) : IComparer<double>
    {
        // CompareTo has NaN below every number: first when minimizing, where it must not be.
        public int Compare(double x, double y) =>
            double.IsNaN(x) || double.IsNaN(y) || goal == Goal.Maximize ? y.CompareTo(x) : x.CompareTo(y);
    }
}
