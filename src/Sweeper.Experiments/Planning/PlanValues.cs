using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Sweeper.Experiments.Kinds;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Planning;

/// <summary>
/// Collects the values that each hyperparameter has in the trials of a plan: the declared ones in the order of the file, those
/// of included cells last, then the others. Values that only included cells or defaults bring in follow those of the file.
/// </summary>
internal sealed class PlanValues
{
    private readonly Experiment _experiment;
    private readonly HyperparameterTable _table;
    private readonly ValueCollection[] _collections;

    public PlanValues(Experiment experiment)
    {
        string[] chosen =
            [.. experiment.Include.Prepend(experiment.Space).SelectMany(s => s.Hyperparameters).Select(h => h.Name).Distinct()];
        (_experiment, _table) = (experiment, experiment.Trial.Hyperparameters);
        if (experiment.Grows)
            LastEpoch = experiment.Trial.MostEpochs([experiment.Space, .. experiment.Include]) ?? 0;
        _collections =
        [
            .. from name in chosen.Concat(_table.All.Select(d => d.Name)).Distinct()
               let declared = experiment.Space.Hyperparameters.FirstOrDefault(h => h.Name == name)
               select new ValueCollection(
                   declared ?? new Hyperparameter { Name = name, Values = [], IsDerived = !chosen.Contains(name) })
               {
                   DependsOnTrials = declared?.Distribution is not null
                       || (experiment.Grows && (declared is null ? _table.Find(name) is { DependsOn.Count: > 0 }
                           : declared.When is not null)),
               },
        ];
    }

    /// <summary>The last epoch of the longest trial that is known of.</summary>
    public int LastEpoch { get; private set; }

    /// <summary>
    /// Every hyperparameter. Where a plan grows, what is drawn stays a distribution: there will be more values.
    /// </summary>
    public SearchSpace ToSpace() =>
        new() { Hyperparameters = [.. _collections.Select(c => c.ToHyperparameter(_experiment.Grows))] };

    /// <summary>Takes in the values of a trial, or of several with the same.</summary>
    public void Add(HyperparameterValues values)
    {
        foreach (ValueCollection collection in _collections)
            collection.Add(values);
        int epochs = _experiment.Trial.PlannedEpochs(values);
        LastEpoch = Math.Max(LastEpoch, epochs == Trial.UnknownEpochs ? int.MaxValue : epochs);
    }

    /// <summary>Hashes the names of all that matter, each with its values in ordinal order, a blank before each.</summary>
    public void AppendTo(IncrementalHash hash)
    {
        var sorted = new SortedTexts();
        foreach (ValueCollection collection in _collections.Where(Matters).OrderBy(c => c.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(collection.Name));
            collection.AddTo(sorted);
            sorted.AppendTo(hash);
            hash.AppendData("\n"u8);
        }
    }

    private bool Matters(ValueCollection collection) =>
        _table.Find(collection.Name) is not { IsOffByDefault: true } definition
            || collection.HasOtherThan(definition.DefaultFor(HyperparameterValues.Empty));
}

/// <summary>
/// The values that one hyperparameter has in a plan. Numbers of a distribution are as many as trials: they are kept without
/// objects.
/// </summary>
internal sealed class ValueCollection
{
    private readonly Hyperparameter _declared;
    private readonly ValueColumn _column;
    private readonly HashSet<HyperparameterValue> _known = [];
    private readonly ImmutableArray<HyperparameterValue>.Builder _values = ImmutableArray.CreateBuilder<HyperparameterValue>();
    private readonly List<double> _numbers = [];
    private HyperparameterValue? _last;
    private bool _isDistinct;

    public ValueCollection(Hyperparameter declared)
    {
        (_declared, _column) = (declared, new ValueColumn(declared.Name));
        foreach (HyperparameterValue value in declared.Values)
            Add(value);
    }

    public string Name => _declared.Name;

    /// <summary>Whether only its trials say which values a recorded sweep has.</summary>
    public bool DependsOnTrials { get; init; }

    public void Add(HyperparameterValues values)
    {
        // Neighbours in a plan mostly share a value, and defaults are the same object everywhere.
        HyperparameterValue? value = _column.In(values);
        if (value is not null && !ReferenceEquals(value, _last))
            Add(value);
        _last = value;
    }

    /// <summary>Whether it has a value besides one.</summary>
    public bool HasOtherThan(HyperparameterValue? value) => _values.Any(v => !v.Equals(value));

    /// <param name="isOpen">Whether there will be more of them than are known.</param>
    public Hyperparameter ToHyperparameter(bool isOpen) => new()
    {
        Name = Name,
        Values = _values.ToImmutable(),
        Further = Distinct() is { Length: > 0 } numbers ? new FurtherNumbers(numbers.Length, numbers[0], numbers[^1]) : null,
        Distribution = isOpen ? _declared.Distribution : null,
        IsDerived = _declared.IsDerived,
        DependsOnTrials = DependsOnTrials,
    };

    public void AddTo(SortedTexts texts)
    {
        foreach (HyperparameterValue value in _values)
            texts.Add(value);
        foreach (double number in Distinct())
            texts.Add(number);
    }

    private void Add(HyperparameterValue value)
    {
        if (_values.Count >= FurtherNumbers.After && _declared.Distribution is NumericDistribution
            && value is NumberValue number)
            _numbers.Add(number.Number);
        else if (_known.Add(value))
            _values.Add(value);
    }

    // Those that are not among the values, once: of distributions with steps a number may have been drawn often.
    private ReadOnlySpan<double> Distinct()
    {
        Span<double> numbers = CollectionsMarshal.AsSpan(_numbers);
        if (!_isDistinct)
            numbers.Sort();
        _isDistinct = true;
        double[] known = numbers.IsEmpty ? [] : [.. _values.OfType<NumberValue>().Select(n => n.Number).Order()];
        int count = 0, passed = 0;
        foreach (double number in numbers)
        {
            while (passed < known.Length && known[passed] < number)
                passed++;
            bool isKnown = passed < known.Length && known[passed] == number;
            if (!isKnown && (count == 0 || number != numbers[count - 1]))
                numbers[count++] = number;
        }

        CollectionsMarshal.SetCount(_numbers, count);
        return CollectionsMarshal.AsSpan(_numbers);
    }
}
