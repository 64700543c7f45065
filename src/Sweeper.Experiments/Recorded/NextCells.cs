using System.Collections.Immutable;
using Sweeper.Experiments.Planning;
using Sweeper.Sweeps;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Experiments.Recorded;

/// <summary>
/// What to try next in a recorded sweep: what its sampler would propose where it learns, otherwise what the Gaussian process
/// would. Trials that wait count as untried. To the Gaussian process a pruned trial is one that ended with what it had reached:
/// what it expects is what a trial of this sweep comes to.
/// </summary>
public sealed class NextCells
{
    private readonly SweepRecord _sweep;
    private readonly Experiment _experiment;
    private readonly GpSampler _gp;
    private readonly ProposalHistory _history;
    private readonly ShareScale _scale;
    private readonly bool _learns;
    private int _last;

    /// <param name="sweep">The sweep.</param>
    /// <param name="experiment">Its experiment.</param>
    /// <param name="recorded">Its trials in the order of their numbers.</param>
    /// <exception cref="SweeperException">Nothing is ranked.</exception>
    public NextCells(SweepRecord sweep, Experiment experiment, ImmutableArray<TrialRecord> recorded)
    {
        if (experiment.Objective.IsNone)
        {
            throw Failure(
                $"'{sweep.Reference}' ranks nothing, so that nothing is better to try; name a metric in its experiment");
        }

        (_sweep, _experiment) = (sweep, experiment);
        _gp = new GpSampler(experiment.Objective.Goal, experiment.Seed);
        _history = new ProposalHistory(new PlanGrowth
        {
            SamplerName = experiment.Method.Name,
            Sampler = experiment.Method.Learner?.Invoke(experiment.Seed, experiment.Objective.Goal) ?? _gp,
            Space = experiment.Space,
            MostTrials = null,
            Earlier = experiment.Earlier?.Trials ?? [],
            Trainings = new CellTrials(experiment).Of,
        });
        _learns = experiment.Method.Learner is not null;
        _scale = new ShareScale(
            experiment.Objective, recorded.Where(t => t.State.IsRanked()).Select(t => t.Objective).OfType<double>());
        foreach (TrialRecord trial in recorded.Where(t => t.State != TrialState.Waiting))
        {
            _history.Add(trial.ToTrial());

            // A sampler that learns is told what it was told in the run.
            _history.Ended(
                trial.Number, _learns ? trial.State : Ended(trial.State), _learns ? trial.Objective : _scale.Of(trial.Objective),
                trial.LastEpoch);
            _last = trial.Number;
        }
    }

    /// <summary>
    /// The cells that would be tried one after the other while none of them has ended, and what is expected of each.
    /// </summary>
    /// <param name="count">At most so many; fewer where the space has no more left.</param>
    /// <exception cref="SweeperException">None is left, or too few have ended to say what to expect.</exception>
    public ImmutableArray<ExpectedCell> Propose(int count)
    {
        SampledTrial[] told = Told();
        var next = new List<Trial>();
        while (next.Count < count && _history.Propose() is [Trial first, ..] trials)
        {
            next.Add(first);
            foreach (Trial trial in trials)
                _history.Add(trial with { Number = ++_last });
            Check(told);
        }

        if (next.Count == 0)
        {
            throw Failure(
                $"nothing is left to try in '{_sweep.Reference}': every cell has been; --as-yaml goes on around the best");
        }

        if (ModelOf(told) is not { } model)
            throw Failure(
                $"what was tried in '{_sweep.Reference}' lies outside of its space, so that nothing can be expected of it");
        return
        [
            .. _history.Told.Skip(told.Length).Zip(next, (cell, trial) => new ExpectedCell(trial.Values, model(cell.Values))),
        ];
    }

    /// <summary>What the Gaussian process expects of a cell of the space; null while too few trials have ended.</summary>
    public Func<HyperparameterValues, GpExpectation>? Model => ModelOf(Told());

    /// <summary>Whether the space has a cell that has not been tried.</summary>
    public bool HasUntried => !_history.Propose().IsEmpty;

    private SampledTrial[] Told() =>
    [
        .. _history.Told.Select(
            t => t with { State = Ended(t.State), Objective = _learns ? _scale.Of(t.Objective) : t.Objective }),
    ];

    private Func<HyperparameterValues, GpExpectation>? ModelOf(SampledTrial[] told) =>
        _gp.Model(_experiment.Space, told) is { } model ? cell => _scale.Back(model(cell)) : null;

    private void Check(SampledTrial[] told)
    {
        int known = told.Count(t => t.State == TrialState.Completed);
        if (known < _gp.Startup)
        {
            throw Failure(
                $"'{_sweep.Reference}' has {known} completed or pruned cells; {_gp.Startup} are needed to say what to expect");
        }
    }

    private static TrialState Ended(TrialState state) => state == TrialState.Pruned ? TrialState.Completed : state;

    private static SweeperException Failure(FormattableString message) =>
        new(FormattableString.Invariant(message), FailureKind.Input);
}
