using System.Collections.Immutable;

namespace Sweeper.Sweeps.Spaces;

/// <summary>Every hyperparameter of a sweep, swept or fixed, in the order of the experiment file.</summary>
public sealed record SearchSpace
{
    public required ImmutableArray<Hyperparameter> Hyperparameters { get; init; }

    /// <summary>The hyperparameters with more than one value.</summary>
    public IEnumerable<Hyperparameter> Swept => Hyperparameters.Where(h => h.IsSwept);

    /// <summary>The number of cells of the full grid; saturates at <see cref="long.MaxValue"/>.</summary>
    public long CellCount
    {
        get
        {
            Int128 cells = 1;
            foreach (Hyperparameter hyperparameter in Hyperparameters)
                cells = Int128.Min(cells * hyperparameter.Values.Length, long.MaxValue);
            return (long)cells;
        }
    }
}
