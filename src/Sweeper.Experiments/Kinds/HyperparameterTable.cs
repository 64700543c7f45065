using System.Collections.Frozen;
using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Kinds;

/// <summary>
/// The hyperparameters of a kind of trial. The table is closed unless a kind opens it: what is not in it cannot be swept.
/// Validation, defaults and documentation all come from it.
/// </summary>
public class HyperparameterTable
{
    private readonly FrozenDictionary<string, HyperparameterDefinition> _byName;
    private readonly HyperparameterValues _independentDefaults;
    private readonly ImmutableArray<HyperparameterDefinition> _dependent;

    // What the defaults of the others follow from.
    private readonly ImmutableArray<string> _deciding;

    private readonly ImmutableArray<string> _notDecidingSeed;

    private ImmutableArray<(HyperparameterValue[] Deciding, HyperparameterValues Defaults)> _knownDefaults = [];

    /// <param name="all">Hyperparameters with a default each, in the order in which documentation and tables list them.</param>
    public HyperparameterTable(ImmutableArray<HyperparameterDefinition> all)
    {
        All = all;
        _byName = all.ToFrozenDictionary(d => d.Name, StringComparer.Ordinal);
        _independentDefaults = new(all
            .Where(d => d.DependsOn.Count == 0)
            .Select(d => KeyValuePair.Create(d.Name, d.DefaultFor(HyperparameterValues.Empty)!)));
        _dependent = [.. all.Where(d => d.DependsOn.Count > 0)];
        _notDecidingSeed = [.. all.Where(d => !d.DecidesSeed).Select(d => d.Name)];
        _deciding = [.. _dependent.SelectMany(d => d.DependsOn).Distinct()];
    }

    /// <summary>Those that every trial has a value of, in the order in which documentation and tables list them.</summary>
    public ImmutableArray<HyperparameterDefinition> All { get; }

    /// <summary>Whether there are no others than <see cref="All"/>.</summary>
    public virtual bool IsClosed => true;

    /// <summary>The hyperparameter of a name, or null when there is none.</summary>
    public virtual HyperparameterDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The values with every missing hyperparameter at its default.</summary>
    public HyperparameterValues Complete(HyperparameterValues declared) => declared.Or(DefaultsFor(declared));

    /// <summary>The values that differ from their defaults: those that tell a trial from the others.</summary>
    /// <param name="values">Those that are missing are at their defaults.</param>
    public HyperparameterValues Distinguishing(HyperparameterValues values) => values.Except(DefaultsFor(values));

    /// <summary>Both of them.</summary>
    public (HyperparameterValues Complete, HyperparameterValues Distinguishing) Separate(HyperparameterValues declared)
    {
        HyperparameterValues defaults = DefaultsFor(declared);
        return (declared.Or(defaults), declared.Except(defaults));
    }

    // Every default. There are few combinations, and to be the same objects in many trials saves their memory.
    private HyperparameterValues DefaultsFor(HyperparameterValues values)
    {
        var given = new HyperparameterValue[_deciding.Length];
        for (int i = 0; i < given.Length; i++)
            given[i] = values.Find(_deciding[i]) ?? _independentDefaults[_deciding[i]];
        foreach ((HyperparameterValue[] deciding, HyperparameterValues defaults) in _knownDefaults)
        {
            if (deciding.AsSpan().SequenceEqual(given))
                return defaults;
        }

        HyperparameterValues complete = values.Or(_independentDefaults);
        var following = new HyperparameterValues(_dependent.Select(d => KeyValuePair.Create(d.Name, d.DefaultFor(complete)!)));
        HyperparameterValues all = following.Or(_independentDefaults);
        ImmutableInterlocked.Update(ref _knownDefaults, known => known.Add((given, all)));
        return all;
    }

    /// <summary>Of some values those from which a trial's seed follows.</summary>
    public HyperparameterValues DecidingSeed(HyperparameterValues values)
    {
        foreach (string name in _notDecidingSeed)
            values = values.Without(name);
        return values;
    }
}
