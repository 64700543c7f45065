using System.Collections.Immutable;

namespace Sweeper.Sweeps.Spaces;

/// <summary>What holds of a cell that has one of some values for each of some hyperparameters.</summary>
public sealed record Condition
{
    /// <summary>At least one.</summary>
    public required ImmutableArray<Hyperparameter> Hyperparameters { get; init; }

    /// <summary>Whether it holds; not where one of the hyperparameters is absent.</summary>
    public bool Holds(HyperparameterValues cell)
    {
        foreach (Hyperparameter hyperparameter in Hyperparameters)
        {
            if (cell.Find(hyperparameter.Name) is not { } value || !hyperparameter.Values.Contains(value))
                return false;
        }

        return true;
    }
}
