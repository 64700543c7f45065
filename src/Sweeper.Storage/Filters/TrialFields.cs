using System.Collections.Immutable;
using Sweeper.Sweeps.Naming;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Storage.Filters;

/// <summary>
/// The fields of a sweep's trials. Facts have the names below. A hyperparameter has its own, with <c>hyperparameter_</c> before
/// it where a fact has that name or it looks like a metric. A metric <c>m</c> is <c>best_m</c> at the best epoch and
/// <c>final_m</c> at the last one; <c>m</c> alone is the best, unless a fact or hyperparameter has the name. Names of the
/// user's own may differ in case alone.
/// </summary>
public sealed class TrialFields
{
    private const TrialFieldKinds AnyKind = TrialFieldKinds.Number | TrialFieldKinds.Text | TrialFieldKinds.Boolean;

    /// <summary>The facts, which every trial of every sweep has.</summary>
    public static ImmutableArray<TrialField> Facts { get; } =
    [
        Fact("rank", TrialFieldKinds.Number), Fact("trial", TrialFieldKinds.Number), Fact("state", TrialFieldKinds.Text),
        Fact("reason", TrialFieldKinds.Text), Fact("repeat", TrialFieldKinds.Number), Fact("fold", TrialFieldKinds.Number),
        Fact("seed", TrialFieldKinds.Number),
        Fact("identity", TrialFieldKinds.Text), Fact("planned_epochs", TrialFieldKinds.Number),
        Fact("epochs", TrialFieldKinds.Number),
        Fact("best_epoch", TrialFieldKinds.Number), Fact("objective", TrialFieldKinds.Number),
        Fact("duration_seconds", TrialFieldKinds.Number), Fact("started_at", TrialFieldKinds.Text),
        Fact("ended_at", TrialFieldKinds.Text),
    ];

    // What the view runs calls its other columns: a name means the same in a filter and in SQL.
    private static readonly string[] Reserved = ["sweep", "sweep_number", "sweep_name", "is_latest", "metric", "goal", "number"];

    private readonly Dictionary<string, TrialField> _byName;
    private readonly ILookup<string, TrialField> _inAnyCase;

    private TrialFields(ImmutableArray<TrialField> all)
    {
        All = all;
        _byName = all.ToDictionary(f => f.Name, StringComparer.Ordinal);
        _byName["number"] = _byName["trial"];
        _inAnyCase = _byName.ToLookup(f => f.Key, f => f.Value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Facts, then hyperparameters, then metrics.</summary>
    public ImmutableArray<TrialField> All { get; }

    /// <summary>The fields of a sweep.</summary>
    /// <param name="space">Its hyperparameters.</param>
    /// <param name="metrics">The metrics that its trials reported.</param>
    public static TrialFields Of(SearchSpace space, IEnumerable<string> metrics)
    {
        HashSet<string> fixedNames = new([.. Facts.Select(f => f.Name), .. Reserved], StringComparer.OrdinalIgnoreCase);
        HashSet<string> taken = new(StringComparer.Ordinal);
        var fields = Facts.ToBuilder();
        foreach (Hyperparameter hyperparameter in space.Hyperparameters)
        {
            string name = hyperparameter.Name;
            bool looksLikeMetric = name.StartsWith("best_", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("final_", StringComparison.OrdinalIgnoreCase);
            if (looksLikeMetric || fixedNames.Contains(name) || !taken.Add(name))
                taken.Add(name = "hyperparameter_" + name);
            fields.Add(new TrialField(name, TrialFieldSource.Hyperparameter, hyperparameter.Name, KindsOf(hyperparameter)));
        }

        foreach (string metric in metrics)
        {
            AddMetric(metric, metric, TrialFieldSource.BestMetric);
            AddMetric("best_" + metric, metric, TrialFieldSource.BestMetric);
            AddMetric("final_" + metric, metric, TrialFieldSource.FinalMetric);
        }

        return new TrialFields(fields.ToImmutable());

        void AddMetric(string name, string metric, TrialFieldSource source)
        {
            if (!fixedNames.Contains(name) && taken.Add(name))
                fields.Add(new TrialField(name, source, metric, TrialFieldKinds.Number));
        }
    }

    /// <summary>
    /// The field of a name; in any case, where that leaves no choice. Null when there is none. <c>number</c> is the trial's
    /// number too.
    /// </summary>
    public TrialField? Find(string name) => _byName.GetValueOrDefault(name)
        ?? (_inAnyCase[name].ToArray() is [TrialField only] ? only : null);

    /// <summary>
    /// The field that holds a hyperparameter, or a metric at the best or the last epoch; null when there is none.
    /// </summary>
    public TrialField? Find(TrialFieldSource source, string key) => All.FirstOrDefault(f => f.Source == source && f.Key == key);

    /// <summary>What to add to a message about a name that is none: the nearest one, or all there are.</summary>
    public string Hint(string name) => NearestName.Hint(name, [.. All.Select(f => f.Name)], "name");

    private static TrialField Fact(string name, TrialFieldKinds kinds) => new(name, TrialFieldSource.Fact, name, kinds);

    private static TrialFieldKinds KindsOf(Hyperparameter hyperparameter)
    {
        if (hyperparameter.IsDerived || hyperparameter.Values.IsEmpty)
            return AnyKind;
        TrialFieldKinds kinds = TrialFieldKinds.None;
        foreach (HyperparameterValue value in hyperparameter.Values)
        {
            kinds |= value switch
            {
                NumberValue => TrialFieldKinds.Number,
                BooleanValue => TrialFieldKinds.Boolean,
                _ => TrialFieldKinds.Text,
            };
        }

        return kinds;
    }
}
