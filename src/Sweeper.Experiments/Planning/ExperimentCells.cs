using System.Collections.Immutable;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Planning;

/// <summary>The cells of an experiment: the grid without what is excluded, then what is included.</summary>
internal sealed class ExperimentCells(SearchSpace space, ImmutableArray<ExcludedCells> exclude, ImmutableArray<SearchSpace> include)
{
    private readonly GridSampler _sampler = new();

    /// <summary>The cells in the order of the plan, with the declared values only. An included cell may repeat another one.</summary>
    public IEnumerable<HyperparameterValues> All()
    {
        foreach (HyperparameterValues cell in _sampler.Sample(space))
        {
            if (!IsExcluded(cell))
                yield return cell;
        }

        foreach (HyperparameterValues cell in include.SelectMany(_sampler.Sample))
            yield return cell;
    }

    /// <summary>
    /// Whether the grid, without what is excluded, has the cell; hyperparameters that are not declared are at their
    /// defaults in it.
    /// </summary>
    public bool Contains(HyperparameterValues cell)
    {
        HyperparameterValues complete = NetworkHyperparameters.Complete(cell);
        foreach ((string name, HyperparameterValue value) in complete)
        {
            Hyperparameter? declared = space.Hyperparameters.FirstOrDefault(h => h.Name == name);
            bool has = declared?.Values.Contains(value) ?? NetworkHyperparameters.Find(name)!.DefaultFor(complete).Equals(value);
            if (!has)
                return false;
        }

        return !IsExcluded(complete);
    }

    private bool IsExcluded(HyperparameterValues cell)
    {
        foreach (ExcludedCells cells in exclude)
        {
            if (cells.Matches(cell))
                return true;
        }

        return false;
    }
}
