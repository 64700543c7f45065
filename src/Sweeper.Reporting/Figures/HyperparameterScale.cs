using System.Collections.Immutable;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Figures;

/// <summary>
/// How charts lay out a swept hyperparameter: by its values or, where many numbers were drawn, along a range that tables divide.
/// </summary>
public sealed record HyperparameterScale
{
    private const int MostListed = 16;
    private const int Divisions = 6;
    private const double LogarithmicFrom = 20;

    private bool _needsAllDigits;

    public required Hyperparameter Hyperparameter { get; init; }

    /// <summary>
    /// Every value that is listed or that a trial has; numbers ascend, others stand in the order of the experiment.
    /// </summary>
    public required ImmutableArray<HyperparameterValue> Values { get; init; }

    /// <summary>Whether every value is a number.</summary>
    public required bool IsNumeric { get; init; }

    /// <summary>Whether the values are numbers drawn from a range.</summary>
    public required bool IsRange { get; init; }

    /// <summary>Whether the range is laid out by logarithms.</summary>
    public required bool IsLogarithmic { get; init; }

    /// <summary>What tables tell apart: the values themselves, or divisions of the range, from low to high.</summary>
    public required ImmutableArray<HyperparameterValue> Levels { get; init; }

    /// <summary>The level of each of <see cref="Values"/>, in their order.</summary>
    public required ImmutableArray<int> LevelOfValue { get; init; }

    public string Name => Hyperparameter.Name;

    /// <summary>The hyperparameter with its levels for values.</summary>
    public Hyperparameter Levelled => new() { Name = Name, Values = Levels };

    /// <summary>The scale of a hyperparameter over the trials of a sweep.</summary>
    public static HyperparameterScale Of(Hyperparameter hyperparameter, IReadOnlyCollection<TrialRecord> trials)
    {
        HyperparameterValue[] tried = [.. trials.Select(t => t.Values.Find(hyperparameter.Name)).OfType<HyperparameterValue>()];
        HyperparameterValue[] values = [.. hyperparameter.Values.Concat(tried).Distinct()];
        bool isNumeric = values.Length > 0 && values.All(v => v is NumberValue);
        if (isNumeric)
            Array.Sort(values, (a, b) => ((NumberValue)a).Number.CompareTo(((NumberValue)b).Number));
        bool isRange = isNumeric && values.Length > MostListed
            && (values.Length > ObjectiveHeatmap.MostValues || tried.Length < 2 * values.Length);
        if (!isRange)
        {
            return new HyperparameterScale
            {
                Hyperparameter = hyperparameter,
                Values = [.. values],
                IsNumeric = isNumeric,
                IsRange = false,
                IsLogarithmic = false,
                Levels = [.. values],
                LevelOfValue = [.. Enumerable.Range(0, values.Length)],
                _needsAllDigits = values.Select(Text).Distinct().Count() < values.Length,
            };
        }

        return Range(hyperparameter, [.. values]);
    }

    /// <summary>
    /// A value as people read it: numbers with four significant digits, or all where listed ones would otherwise look alike.
    /// </summary>
    public string Label(HyperparameterValue? value) => value switch
    {
        null => "–",
        _ when _needsAllDigits => ValueWords.Of(value),
        _ => Text(value),
    };

    /// <summary>What a value is in full, for whoever points at it; null where its label says so anyway.</summary>
    public string? Whole(HyperparameterValue? value) =>
        value is not null && ValueWords.Of(value) is string whole && whole != Label(value) ? whole : null;

    /// <summary>A value as people read it, numbers with four significant digits.</summary>
    public static string Text(HyperparameterValue value) => ValueWords.Of(value, Numbers.Setting);

    private static HyperparameterScale Range(Hyperparameter hyperparameter, ImmutableArray<HyperparameterValue> values)
    {
        double[] numbers = [.. values.Select(v => ((NumberValue)v).Number)];
        bool isLogarithmic = numbers[0] > 0 && numbers[^1] / numbers[0] >= LogarithmicFrom && IsEvenByLogarithm(numbers);
        double[] places = isLogarithmic ? [.. numbers.Select(n => Math.Log10(n))] : numbers;
        double step = (places[^1] / Divisions) - (places[0] / Divisions);
        int[] levels = [.. places.Select(p => Math.Clamp((int)((p - places[0]) / step), 0, Divisions - 1))];
        IEnumerable<string> labels = Enumerable.Range(0, Divisions)
            .Select(i => $"{Edge(places[0] + i * step, isLogarithmic)} – {Edge(places[0] + (i + 1) * step, isLogarithmic)}");
        return new HyperparameterScale
        {
            Hyperparameter = hyperparameter,
            Values = values,
            IsNumeric = true,
            IsRange = true,
            IsLogarithmic = isLogarithmic,
            Levels = [.. labels.Select(l => (HyperparameterValue)l)],
            LevelOfValue = [.. levels],
        };
    }

    private static string Edge(double place, bool isLogarithmic) =>
        Numbers.Significant(isLogarithmic ? Math.Pow(10, place) : place, 2);

    // What the values were drawn from is not recorded; their median lies near the middle of the scale they are even on.
    private static bool IsEvenByLogarithm(double[] numbers)
    {
        double low = numbers[0], high = numbers[^1], median = numbers[numbers.Length / 2];
        double linear = (median - low) / (high - low), logarithmic = Math.Log(median / low) / Math.Log(high / low);
        return Math.Abs(logarithmic - 0.5) < Math.Abs(linear - 0.5);
    }
}
