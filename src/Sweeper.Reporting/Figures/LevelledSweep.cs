using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Figures;

/// <summary>A sweep for tables: numbers drawn from a range are replaced by the division of the range that they lie in.</summary>
public sealed class LevelledSweep
{
    private readonly Dictionary<string, HyperparameterScale> _scales;

    public LevelledSweep(IReadOnlyCollection<TrialRecord> trials, ImmutableArray<HyperparameterScale> scales)
    {
        _scales = scales.ToDictionary(s => s.Name);
        Space = new SearchSpace { Hyperparameters = [.. scales.Where(s => s.Levels.Length > 1).Select(s => s.Levelled)] };
        Dictionary<string, Dictionary<HyperparameterValue, HyperparameterValue>> levels = scales.Where(s => s.IsRange)
            .ToDictionary(s => s.Name, s => s.Values.Select((v, i) => (Value: v, Level: s.Levels[s.LevelOfValue[i]]))
                .ToDictionary(p => p.Value, p => p.Level));
        Trials = levels.Count == 0 ? [.. trials] : [.. trials.Select(t => t with { Values = Levelled(t.Values, levels) })];
    }

    /// <summary>The trials with levels for values.</summary>
    public ImmutableArray<TrialRecord> Trials { get; }

    /// <summary>The swept hyperparameters with levels for values.</summary>
    public SearchSpace Space { get; }

    /// <summary>The scale of a swept hyperparameter.</summary>
    public HyperparameterScale this[string name] => _scales[name];

    private static HyperparameterValues Levelled(
        HyperparameterValues values, Dictionary<string, Dictionary<HyperparameterValue, HyperparameterValue>> levels) =>
        new(values.Select(v => levels.TryGetValue(v.Key, out var own) ? KeyValuePair.Create(v.Key, own[v.Value]) : v));
}
