using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Planning;

/// <summary>The cells of an experiment: the grid without what is excluded, then what is included.</summary>
public sealed class ExperimentCells(SearchSpace space, ImmutableArray<Condition> exclude, ImmutableArray<SearchSpace> include)
{
    // So many proposals in a row that bring nothing new mean that hardly anything new is left.
    private const int MaximumRepetitions = 1_000;

    /// <summary>More than this many cells is a mistake, or a sweep that would never end.</summary>
    public const int Maximum = 1_000_000;

    private static readonly GridSampler Grid = new();

    /// <summary>The first cell of an experiment's plan, with the declared values only; null when there is none.</summary>
    public static HyperparameterValues? First(Experiment experiment)
    {
        var cells = new ExperimentCells(experiment.Space, experiment.Exclude, experiment.Include);
        return (experiment.Method == SearchMethod.Random ? cells.Drawn(experiment.Seed, expected: 0) : cells.All()).FirstOrDefault();
    }

    /// <summary>The cells in the order of the plan, with the declared values only. An included cell may repeat another one.</summary>
    public IEnumerable<HyperparameterValues> All()
    {
        foreach (HyperparameterValues cell in Grid.Sample(space))
        {
            if (!IsExcluded(cell))
                yield return cell;
        }

        foreach (HyperparameterValues cell in include.SelectMany(Grid.Sample))
            yield return cell;
    }

    /// <summary>
    /// The included cells, then random ones without end, or until nothing new turns up. The included ones come first, so that they are
    /// there whatever the number of trials.
    /// </summary>
    /// <param name="seed">That of the experiment.</param>
    /// <param name="expected">How many will be asked for, as far as that is known.</param>
    public IEnumerable<HyperparameterValues> Drawn(long seed, int expected)
    {
        var seen = new AssignmentSet(expected);
        foreach (HyperparameterValues cell in include.SelectMany(Grid.Sample).Where(seen.Add))
            yield return cell;
        int repetitions = 0;
        foreach (HyperparameterValues cell in new RandomSampler(seed).Sample(space))
        {
            if (!IsExcluded(cell) && seen.Add(cell))
            {
                repetitions = 0;
                yield return cell;
            }
            else if (++repetitions >= MaximumRepetitions)
            {
                yield break;
            }
        }
    }

    /// <summary>
    /// Whether the grid, without what is excluded, has the cell; hyperparameters that are not declared are at their
    /// defaults in it.
    /// </summary>
    public bool Contains(HyperparameterValues cell, HyperparameterTable hyperparameters)
    {
        HyperparameterValues complete = hyperparameters.Complete(cell);
        foreach ((string name, HyperparameterValue value) in complete)
        {
            Hyperparameter? declared = space.Hyperparameters.FirstOrDefault(h => h.Name == name);
            bool isListed = declared is not null && declared.When?.Holds(complete) != false;
            bool has = isListed ? declared!.Values.Contains(value) : value.Equals(hyperparameters.Find(name)?.DefaultFor(complete));
            if (!has)
                return false;
        }

        return !IsExcluded(complete) && space.Axes.Where(a => a.Length > 1).All(a => VariesTogether(a, complete));
    }

    // Absent hyperparameters have no place in their list.
    private static bool VariesTogether(ImmutableArray<Hyperparameter> axis, HyperparameterValues complete)
    {
        Hyperparameter[] present = [.. axis.Where(h => h.When?.Holds(complete) != false)];
        return Enumerable.Range(0, axis[0].Values.Length).Any(i => present.All(h => h.Values[i].Equals(complete[h.Name])));
    }

    private bool IsExcluded(HyperparameterValues cell)
    {
        foreach (Condition cells in exclude)
        {
            if (cells.Holds(cell))
                return true;
        }

        return false;
    }
}
