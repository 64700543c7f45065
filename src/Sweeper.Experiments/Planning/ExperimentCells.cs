using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Planning;

/// <summary>
/// The cells of an experiment that need no results, with the declared values only, each by its place: of a grid its cells, then
/// those that are included; otherwise the included ones first, so that they are there whatever the number of trials.
/// </summary>
public sealed class ExperimentCells
{
    // So many proposals in a row that bring nothing new mean that hardly anything new is left.
    private const int MaximumRepetitions = 1_000;

    /// <summary>More than this many cells is a mistake, or a sweep that would never end.</summary>
    public const int Maximum = 1_000_000;

    private readonly Experiment _experiment;
    private readonly CellSequence? _proposed;
    private readonly CellSequence[] _parts;

    /// <param name="experiment">Where it grows, the included cells are all that is known beforehand.</param>
    public ExperimentCells(Experiment experiment)
    {
        CellSequence[] included = [.. experiment.Include.Select(new GridSampler().Sample)];
        _experiment = experiment;
        _proposed = experiment.Grows ? null : experiment.Method.Sequence!(experiment.Seed).Sample(experiment.Space);
        _parts = _proposed is null ? included : HasEnd(_proposed) ? [_proposed, .. included] : [.. included, _proposed];
    }

    /// <summary>
    /// How many there are, those that are one trial counted each; for experiments whose sampler comes to an end.
    /// </summary>
    public long Count =>
        _parts.Sum(
            p => p == _proposed && !_experiment.Space.Exclude.IsEmpty ? p.Count(c => !_experiment.Space.Excludes(c)) : p.Count);

    /// <summary>The cells of a grid that are not excluded.</summary>
    public static IEnumerable<HyperparameterValues> OfGrid(SearchSpace space) =>
        new GridSampler().Sample(space).Where(c => !space.Excludes(c));

    /// <summary>The first cell of an experiment's plan; null when there is none.</summary>
    public static HyperparameterValues? First(Experiment experiment)
    {
        var cells = new ExperimentCells(experiment);
        return cells.Distinct(new CellTrials(experiment)).Select(c => cells[c.Place]).FirstOrDefault()
            ?? SweepPlanner.GrowthOf(experiment)?.Sampler.Propose(experiment.Space, []);
    }

    /// <summary>The cell at a place.</summary>
    internal HyperparameterValues this[long place]
    {
        get
        {
            foreach (CellSequence part in _parts)
            {
                if (place < part.Count)
                    return part[place];
                place -= part.Count;
            }

            throw new ArgumentOutOfRangeException(nameof(place), place, null);
        }
    }

    /// <summary>
    /// How many different ones there are, as far as that can be told: what need not grow is made in half the time.
    /// </summary>
    internal int Expected => (int)Math.Min(_experiment.RunCap ?? Maximum, _parts.Select(p => Math.Min(p.Count, Maximum))
        .DefaultIfEmpty().Max()) / _experiment.TrialsPerCell;

    /// <summary>Those that are different trials, in the order of the plan, until hardly anything new turns up.</summary>
    internal IEnumerable<DistinctCell> Distinct(CellTrials trials)
    {
        var identities = new HashSet<TrialIdentity>(Expected);

        // Where hyperparameters may be absent or left at their defaults, cells that are not equal may be one trial.
        bool mayBeOneTrial = !_experiment.Include.IsEmpty || _experiment.Space.Hyperparameters.Any(h => h.When is not null);
        int place = 0;
        foreach (CellSequence part in _parts)
        {
            HashSet<TrialIdentity>? assignments = mayBeOneTrial && !HasEnd(part)
                ? [.. _experiment.Include.SelectMany(new GridSampler().Sample).Select(c => TrialIdentity.Of(c, 1))]
                : null;
            int repetitions = 0;
            foreach ((HyperparameterValues cell, CompleteCell? complete) in
                WorkedAhead.Of(part.Count, i => Make(part, i, trials)))
            {
                if (!HasEnd(part) && repetitions++ >= MaximumRepetitions)
                    break;
                int here = place++;
                if (complete is not CompleteCell known)
                    continue;
                bool isNew = identities.Add(known.Identity);
                if (assignments?.Add(TrialIdentity.Of(cell, 1)) ?? isNew)
                    repetitions = 0;
                if (isNew)
                    yield return new DistinctCell(here, known);
            }
        }
    }

    // A cell that is excluded is not completed.
    private (HyperparameterValues Cell, CompleteCell? Complete) Make(CellSequence part, long place, CellTrials trials)
    {
        HyperparameterValues cell = part[place];
        return (cell, part == _proposed && _experiment.Space.Excludes(cell) ? null : trials.Complete(cell));
    }

    private static bool HasEnd(CellSequence cells) => cells.Count < long.MaxValue;
}

/// <summary>A cell that is another trial than those before it.</summary>
/// <param name="Place">Its place among all cells.</param>
/// <param name="Complete">The cell with every hyperparameter.</param>
internal readonly record struct DistinctCell(int Place, CompleteCell Complete);
