using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments;

/// <summary>Cells of the grid that are left out: those that have one of the given values for each given hyperparameter.</summary>
public sealed record ExcludedCells
{
    /// <summary>At least one.</summary>
    public required ImmutableArray<Hyperparameter> Hyperparameters { get; init; }

    /// <summary>Whether a cell is left out.</summary>
    public bool Matches(HyperparameterValues cell)
    {
        foreach (Hyperparameter hyperparameter in Hyperparameters)
        {
            if (cell.Find(hyperparameter.Name) is not { } value || !hyperparameter.Values.Contains(value))
                return false;
        }

        return true;
    }
}
