using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

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
