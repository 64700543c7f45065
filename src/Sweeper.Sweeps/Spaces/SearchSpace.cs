using System.Collections.Immutable;

namespace Sweeper.Sweeps.Spaces;

/// <summary>Every hyperparameter of a sweep, swept or fixed, in the order of the experiment file.</summary>
public sealed record SearchSpace
{
    public required ImmutableArray<Hyperparameter> Hyperparameters { get; init; }

    /// <summary>
    /// Groups of names of hyperparameters that vary together, the first value of one with the first of the others. The
    /// hyperparameters of a group have as many values each, and no distribution; no name is in two groups.
    /// </summary>
    public ImmutableArray<ImmutableArray<string>> Zip { get; init; } = [];

    /// <summary>The cells that are left out: those for which one of the conditions holds.</summary>
    public ImmutableArray<Condition> Exclude { get; init; } = [];

    /// <summary>The hyperparameters with more than one value.</summary>
    public IEnumerable<Hyperparameter> Swept => Hyperparameters.Where(h => h.IsSwept);

    /// <summary>What varies independently: groups of hyperparameters that vary together, most of them of one.</summary>
    public ImmutableArray<ImmutableArray<Hyperparameter>> Axes =>
    [
        .. from hyperparameter in Hyperparameters
           let together = Zip.FirstOrDefault(g => g.Contains(hyperparameter.Name), [hyperparameter.Name])
           group hyperparameter by together[0] into axis
           select axis.ToImmutableArray(),
    ];

    /// <summary>The number of cells of the full grid; saturates at <see cref="long.MaxValue"/>.</summary>
    public long CellCount
    {
        get
        {
            Int128 cells = 1;
            foreach (ImmutableArray<Hyperparameter> axis in Axes)
                cells = Int128.Min(cells * axis[0].Values.Length, long.MaxValue);
            return (long)cells;
        }
    }

    /// <summary>Whether a cell, without the hyperparameters that do not exist in it, is left out.</summary>
    public bool Excludes(HyperparameterValues cell) => !Exclude.IsEmpty && Exclude.Any(c => c.Holds(cell));

    /// <summary>The cell without the hyperparameters that do not exist in it.</summary>
    public HyperparameterValues WithoutAbsent(HyperparameterValues cell)
    {
        foreach (Hyperparameter hyperparameter in Hyperparameters)
        {
            if (hyperparameter.When is Condition condition && !condition.Holds(cell))
                cell = cell.Without(hyperparameter.Name);
        }

        return cell;
    }
}
