using System.Collections.Immutable;
using Sweeper.Experiments.Kinds;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Planning;

/// <summary>Makes the trials of cells: one for each repeat and fold, the folds of a repeat one after the other.</summary>
internal sealed class CellTrials(Experiment experiment)
{
    private readonly HyperparameterTable _table = experiment.Trial.Hyperparameters;

    /// <summary>A cell with every hyperparameter, and the identity of its first trial, by which cells are told apart.</summary>
    /// <param name="cell">The declared values.</param>
    /// <param name="identity">The identity, where it is known.</param>
    public CompleteCell Complete(HyperparameterValues cell, TrialIdentity? identity = null)
    {
        (HyperparameterValues values, HyperparameterValues distinguishing) = _table.Separate(cell);
        return new CompleteCell(values, distinguishing, identity ?? TrialIdentity.Of(distinguishing, 1, FoldOf(0)));
    }

    /// <summary>The trials of a cell, not numbered yet.</summary>
    public ImmutableArray<Trial> Of(HyperparameterValues cell)
    {
        CompleteCell complete = Complete(cell);
        return [.. Enumerable.Range(0, experiment.TrialsPerCell).Select(i => Of(complete, i, number: 0))];
    }

    /// <summary>The trials of another repeat of the cell that a trial is of, not numbered yet.</summary>
    public ImmutableArray<Trial> OfRepeat(Trial trial, int repeat)
    {
        CompleteCell complete = Complete(trial.Values);
        int folds = experiment.Trial.Folds ?? 1;
        return [.. Enumerable.Range((repeat - 1) * folds, folds).Select(i => Of(complete, i, number: 0))];
    }

    /// <summary>One of the trials of a cell, from 0.</summary>
    public Trial Of(CompleteCell cell, int index, int number)
    {
        TrialIdentity identity = IdentityOf(cell, index);
        HyperparameterValues seeding = _table.DecidingSeed(cell.Distinguishing);
        return new Trial
        {
            Number = number,
            Repeat = RepeatOf(index),
            Fold = FoldOf(index),
            Identity = identity,
            Seed = TrialSeed.Derive(
                experiment.Seed, ReferenceEquals(seeding, cell.Distinguishing) ? identity
                    : TrialIdentity.Of(seeding, RepeatOf(index), FoldOf(index))),
            Values = cell.Values,
            PlannedEpochs = experiment.Trial.PlannedEpochs(cell.Values),
        };
    }

    /// <summary>The identity of one of the trials of a cell, from 0.</summary>
    public TrialIdentity IdentityOf(CompleteCell cell, int index) =>
        index == 0 ? cell.Identity : TrialIdentity.Of(cell.Distinguishing, RepeatOf(index), FoldOf(index));

    private int RepeatOf(int index) => (index / (experiment.Trial.Folds ?? 1)) + 1;

    private int? FoldOf(int index) => experiment.Trial.Folds is int folds ? (index % folds) + 1 : null;
}

/// <summary>A cell with every hyperparameter.</summary>
/// <param name="Values">A value for each, those left at their defaults included.</param>
/// <param name="Distinguishing">Those that differ from their defaults.</param>
/// <param name="Identity">That of its first repeat and fold.</param>
internal readonly record struct CompleteCell(
    HyperparameterValues Values, HyperparameterValues Distinguishing, TrialIdentity Identity);
