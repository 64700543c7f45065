using System.Collections.Immutable;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Reading;

/// <summary>A hyperparameter with values as a file gives them.</summary>
internal sealed record DeclaredHyperparameter(HyperparameterDefinition Definition, ImmutableArray<DeclaredValue> Values)
{
    public string Name => Definition.Name;

    public Hyperparameter ToHyperparameter() => new() { Name = Name, Values = [.. Values.Select(v => v.Value)] };
}
