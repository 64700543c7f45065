using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Syntax;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>Hyperparameters with values as a file gives them.</summary>
internal sealed record DeclaredSpace(ImmutableArray<DeclaredHyperparameter> Hyperparameters)
{
    /// <summary>Groups of names that vary together.</summary>
    public ImmutableArray<ImmutableArray<string>> Zip { get; init; } = [];

    public DeclaredHyperparameter? Find(string name) => Hyperparameters.FirstOrDefault(h => h.Name == name);

    public SearchSpace ToSearchSpace() =>
        new() { Hyperparameters = [.. Hyperparameters.Select(h => h.ToHyperparameter())], Zip = Zip };

    /// <summary>The hyperparameters whose values are listed, be it with probabilities.</summary>
    public SearchSpace ToListedSpace() => new()
    {
        Hyperparameters =
            [.. Hyperparameters.Where(h => h.Distribution is null or CategoricalDistribution).Select(h => h.ToListed())],
        Zip = Zip,
    };

    /// <summary>Some of the hyperparameters, those with a range at its ends.</summary>
    public SearchSpace Project(IReadOnlyCollection<string> names) => new()
    {
        Hyperparameters = [.. Hyperparameters.Where(h => names.Contains(h.Name) && !h.Values.IsEmpty).Select(h => h.ToListed())],
        Zip = Zip,
    };

    /// <summary>The cells that have the given values, ranges at their ends.</summary>
    public SearchSpace Fixing(HyperparameterValues values)
    {
        SearchSpace space = Project([.. Hyperparameters.Select(h => h.Name)]);
        var kept = new Dictionary<string, Hyperparameter>();
        foreach (ImmutableArray<Hyperparameter> axis in space.Axes)
        {
            int[] places = [.. Enumerable.Range(0, axis[0].Values.Length).Where(
                i => axis.All(h => values.Find(h.Name)?.Equals(h.Values[i]) != false))];
            foreach (Hyperparameter hyperparameter in axis)
                kept.Add(
                    hyperparameter.Name, hyperparameter with { Values = [.. places.Select(i => hyperparameter.Values[i])] });
        }

        return space with { Hyperparameters = [.. space.Hyperparameters.Select(h => kept[h.Name])] };
    }

    /// <summary>
    /// This space with the hyperparameters of another one in place of its own, which no longer vary together with others.
    /// </summary>
    public DeclaredSpace With(DeclaredSpace other) => new(
    [
        .. Hyperparameters.Select(h => other.Find(h.Name) ?? h),
        .. other.Hyperparameters.Where(h => Find(h.Name) is null),
    ])
    {
        Zip = [.. Zip.Select(g => g.RemoveAll(n => other.Find(n) is not null)).Where(g => !g.IsEmpty)],
    };
}

/// <summary>A hyperparameter with values as a file gives them.</summary>
/// <param name="Definition">Which one.</param>
/// <param name="Values">
/// Its values; with a distribution only the ends of its range, to see whether they go with other values.
/// </param>
internal sealed record DeclaredHyperparameter(HyperparameterDefinition Definition, ImmutableArray<DeclaredValue> Values)
{
    public string Name => Definition.Name;

    /// <summary>What values are drawn from; null where they are listed.</summary>
    public Distribution? Distribution { get; init; }

    /// <summary>Where it exists; null for everywhere.</summary>
    public DeclaredCondition? When { get; init; }

    public Hyperparameter ToHyperparameter() =>
        Distribution is null
            ? ToListed()
            : new Hyperparameter { Name = Name, Values = [], Distribution = Distribution, When = When?.ToCondition() };

    /// <summary>With listed values, be it only the ends of a range.</summary>
    public Hyperparameter ToListed() =>
        new() { Name = Name, Values = [.. Values.Select(v => v.Value)], When = When?.ToCondition() };
}

/// <summary>A condition as a file gives it.</summary>
/// <param name="Node">Its map.</param>
/// <param name="Space">The values of which a cell must have one each.</param>
internal sealed record DeclaredCondition(MappingNode Node, DeclaredSpace Space)
{
    public Condition ToCondition() => new() { Hyperparameters = Space.ToSearchSpace().Hyperparameters };
}

/// <summary>A value of a hyperparameter and where it was written.</summary>
internal sealed record DeclaredValue(HyperparameterValue Value, SyntaxNode Node);

/// <summary>The cells that an experiment declares.</summary>
internal sealed record ExperimentGrid(SearchSpace Space, ImmutableArray<SearchSpace> Include);
