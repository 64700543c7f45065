using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Samplers.Points;

/// <summary>
/// What varies as one: a hyperparameter, or several that vary together. Its value is told by one number, the coordinate: the
/// index of a category, or a number on a scale on which the distribution is even. NaN stands for absence. For one thread.
/// </summary>
internal abstract class SamplerAxis(ImmutableArray<Hyperparameter> hyperparameters)
{
    private readonly ValueColumn[] _columns = [.. hyperparameters.Select(h => new ValueColumn(h.Name))];

    public ImmutableArray<Hyperparameter> Hyperparameters { get; } = hyperparameters;

    /// <summary>That of the first hyperparameter.</summary>
    public string Name => Hyperparameters[0].Name;

    /// <summary>How many values there are; null where there is no end of them.</summary>
    public abstract long? ChoiceCount { get; }

    /// <summary>Whether there is nothing to choose.</summary>
    public bool IsSingle => ChoiceCount == 1;

    /// <summary>An axis for hyperparameters that vary together, or for one.</summary>
    public static SamplerAxis Of(ImmutableArray<Hyperparameter> hyperparameters) => hyperparameters[0].Distribution switch
    {
        NumericDistribution numbers => new NumberAxis(hyperparameters[0], NumberRange.Of(numbers)),
        CategoricalDistribution categories => CategoryAxis.Of(hyperparameters, categories),
        _ => CategoryAxis.Even(hyperparameters),
    };

    /// <summary>The coordinate of one of the values, by its index. For axes with an end.</summary>
    public abstract double At(long index);

    /// <summary>The coordinate of a value on which nothing is known.</summary>
    public abstract double Draw(IRandomNumbers numbers);

    /// <summary>
    /// The coordinate of the value below which a share of the distribution lies, 0 ≤ <paramref name="share"/> &lt; 1.
    /// </summary>
    public abstract double Quantile(double share);

    /// <summary>The value of one of the hyperparameters at a coordinate.</summary>
    public abstract HyperparameterValue ValueAt(double coordinate, int member);

    /// <summary>
    /// The coordinate of what a trial has; NaN when it has none of the hyperparameters, or a value that the space does not know.
    /// </summary>
    public double Find(HyperparameterValues values)
    {
        for (int member = 0; member < _columns.Length; member++)
        {
            if (_columns[member].In(values) is { } value)
                return CoordinateOf(value, member);
        }

        return double.NaN;
    }

    /// <summary>Whether a trial has a value that is one of the space.</summary>
    public virtual bool Has(HyperparameterValues values) => !double.IsNaN(Find(values));

    /// <summary>The coordinate of a value of one of the hyperparameters; NaN when it is not one of the space.</summary>
    protected abstract double CoordinateOf(HyperparameterValue value, int member);
}

/// <summary>Values without an order: a list, whose values may have probabilities.</summary>
internal sealed class CategoryAxis : SamplerAxis
{
    private readonly ImmutableArray<HyperparameterValue>[] _values;
    private readonly Dictionary<HyperparameterValue, int>[] _indexes;

    private CategoryAxis(
        ImmutableArray<Hyperparameter> hyperparameters, ImmutableArray<HyperparameterValue>[] values, double[] probabilities)
        : base(hyperparameters)
    {
        (_values, Probabilities) = (values, probabilities);
        _indexes = new Dictionary<HyperparameterValue, int>[values.Length];
        for (int member = 0; member < values.Length; member++)
        {
            _indexes[member] = new(values[member].Length);
            for (int i = 0; i < values[member].Length; i++)
                _indexes[member].TryAdd(values[member][i], i);
        }
    }

    /// <summary>Of each value; above 0, together 1.</summary>
    public double[] Probabilities { get; }

    public int Count => Probabilities.Length;

    public override long? ChoiceCount => Count;

    public static CategoryAxis Even(ImmutableArray<Hyperparameter> hyperparameters)
    {
        double[] probabilities = new double[hyperparameters[0].Values.Length];
        Array.Fill(probabilities, 1.0 / probabilities.Length);
        return new CategoryAxis(hyperparameters, [.. hyperparameters.Select(h => h.Values)], probabilities);
    }

    public static CategoryAxis Of(ImmutableArray<Hyperparameter> hyperparameters, CategoricalDistribution categories)
    {
        int[] possible = [.. Enumerable.Range(0, categories.Values.Length).Where(i => categories.Probabilities[i] > 0)];
        double sum = possible.Sum(i => categories.Probabilities[i]);
        return new CategoryAxis(
            hyperparameters,
            [[.. possible.Select(i => categories.Values[i])]],
            [.. possible.Select(i => categories.Probabilities[i] / sum)]);
    }

    public override double At(long index) => index;

    // A number for each value, and the greatest wins; with probabilities: P. S. Efraimidis and P. G. Spirakis, "Weighted Random
    // Sampling with a Reservoir" (2006), whose keys are in the order of the numbers themselves where all are alike.
    public override double Draw(IRandomNumbers numbers)
    {
        int best = 0;
        double bestKey = double.NegativeInfinity;
        for (int i = 0; i < Count; i++)
        {
            double key = Math.Log(numbers.NextUnit()) / (Probabilities[i] * Count);
            if (key > bestKey)
                (best, bestKey) = (i, key);
        }

        return best;
    }

    public override double Quantile(double share)
    {
        int index = 0;
        for (double rest = share - Probabilities[0]; rest >= 0 && index < Count - 1; rest -= Probabilities[index])
            index++;
        return index;
    }

    public override HyperparameterValue ValueAt(double coordinate, int member) => _values[member][(int)coordinate];

    protected override double CoordinateOf(HyperparameterValue value, int member) =>
        _indexes[member].TryGetValue(value, out int index) ? index : double.NaN;
}

/// <summary>Numbers, all of a range or the multiples of a step, on the scale of their distribution.</summary>
internal sealed class NumberAxis(Hyperparameter hyperparameter, NumberRange range) : SamplerAxis([hyperparameter])
{
    // What a logarithm rounds.
    private const double Slack = 1e-9;

    /// <summary>The range of the coordinate; with a step, it reaches half a step past the values.</summary>
    public double Low { get; } = range.Low;

    /// <inheritdoc cref="Low"/>
    public double High { get; } = range.High;

    /// <summary>Whether only multiples of a step are values.</summary>
    public bool IsStepped => range.Step is not null;

    public override long? ChoiceCount => range.Step is null ? (Low < High ? null : 1) : range.Count;

    public override double At(long index) => range.Step is null ? Low : range.Coordinate(range.First + index);

    public override double Draw(IRandomNumbers numbers) => Nearest(Low + ((High - Low) * numbers.NextUnit()));

    public override double Quantile(double share) => Nearest(range.Quantile(share));

    /// <summary>The coordinate of the value at, or next to, any number.</summary>
    public double Nearest(double coordinate)
    {
        coordinate = Math.Clamp(coordinate, Low, High);
        return range.Step is null ? coordinate : range.Coordinate(range.Multiple(coordinate));
    }

    /// <summary>The coordinates of the values on either side, where there is a step.</summary>
    public IEnumerable<double> Neighbours(double coordinate)
    {
        double multiple = range.Multiple(coordinate);
        return new[] { multiple - 1, multiple + 1 }.Where(m => m >= range.First && m <= range.Last).Select(range.Coordinate);
    }

    /// <summary>The part of the range that the value at a coordinate stands for, where there is a step.</summary>
    public (double Lower, double Upper) Interval(double coordinate) => range.Interval(range.Multiple(coordinate));

    public override HyperparameterValue ValueAt(double coordinate, int member) => range.Number(coordinate);

    // A number beyond the range has the coordinate of its end.
    public override bool Has(HyperparameterValues values) => values.Find(Name) is NumberValue number
        && range.Scale.Into(number.Number) is var coordinate && coordinate >= Low - Slack && coordinate <= High + Slack;

    protected override double CoordinateOf(HyperparameterValue value, int member) =>
        value is NumberValue number ? Nearest(range.Scale.Into(number.Number)) : double.NaN;
}
