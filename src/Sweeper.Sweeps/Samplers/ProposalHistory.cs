using System.Collections.Immutable;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Samplers;

/// <summary>
/// What a sampler that learns is told: the trials so far, those of a cell together. A cell counts as running until all its
/// repeats and folds have ended; its objective is the mean over those that ended and are ranked, and its last epoch that of the
/// one that came furthest. For one thread.
/// </summary>
public sealed class ProposalHistory(PlanGrowth growth)
{
    // So many proposals in a row that are trials already mean that hardly anything new is left.
    private const int MaximumRepetitions = 1_000;

    private readonly List<SampledTrial> _told = [.. growth.Earlier];
    private readonly List<List<Standing>> _cells = [];
    private readonly Dictionary<HyperparameterValues, int> _places = [];
    private readonly SortedDictionary<int, (int Cell, int Index)> _trials = [];
    private readonly HashSet<TrialIdentity> _identities = [];

    /// <summary>How many cells there are.</summary>
    public int CellCount => _cells.Count;

    /// <summary>
    /// What a sampler is told: trials of earlier sweeps, then a trial for each cell. It changes with what is taken in.
    /// </summary>
    public IReadOnlyList<SampledTrial> Told => _told;

    /// <summary>Takes in a trial that waits or is under way. Numbers ascend.</summary>
    public void Add(Trial trial)
    {
        if (!_places.TryGetValue(trial.Values, out int cell))
        {
            _places.Add(trial.Values, cell = _cells.Count);
            _cells.Add([]);
            _told.Add(
                new SampledTrial { Number = _told.Count + 1, Values = growth.Declared(trial.Values),
                    State = TrialState.Running });
        }

        _trials.Add(trial.Number, (cell, _cells[cell].Count));
        _cells[cell].Add(default);
        _identities.Add(trial.Identity);
        Tell(cell);
    }

    /// <summary>Takes in the end of a trial. One that was interrupted goes on.</summary>
    public void Ended(int number, TrialState state, double? objective, int? lastEpoch)
    {
        if (!state.IsDone() && state != TrialState.Failed)
            return;
        (int cell, int index) = _trials[number];
        _cells[cell][index] = new Standing(state, state.IsRanked() ? objective : null, lastEpoch ?? 0);
        Tell(cell);
    }

    /// <summary>Proposes a cell that is new, and says from what.</summary>
    /// <returns>Its trials, not numbered and not taken in; none when the space has no cell left.</returns>
    public ImmutableArray<Trial> Propose()
    {
        List<SampledTrial> told = _told;
        for (int repetition = 0; repetition < MaximumRepetitions; repetition++)
        {
            if (growth.Sampler.Propose(growth.Space, told) is not HyperparameterValues cell)
                break;
            ImmutableArray<Trial> trials = growth.Space.Excludes(cell) ? [] : growth.Trainings(cell);
            if (!trials.IsEmpty && !_identities.Contains(trials[0].Identity))
            {
                var proposal = new TrialProposal(growth.SamplerName, Known());
                return [.. trials.Select(t => t with { Proposal = proposal })];
            }

            // Other values, but the same trial: it differs in nothing that exists in it. Remembered for this proposal only,
            // which so follows from the recorded trials alone.
            told = [.. told, new SampledTrial { Number = told.Count + 1, Values = cell, State = TrialState.Failed }];
        }

        return [];
    }

    private string Known() => ProposedFrom.Write(
        from trial in _trials
        let standing = _cells[trial.Value.Cell][trial.Value.Index]
        where standing.HasEnded
        select (trial.Key, standing.State == TrialState.Failed));

    private void Tell(int cell)
    {
        List<Standing> standings = _cells[cell];
        double[] objectives = [.. standings.Select(s => s.Objective).OfType<double>()];
        int place = growth.Earlier.Length + cell;
        _told[place] = _told[place] with
        {
            State = StateOf(standings),
            Objective = objectives.Length > 0 && objectives.Average() is var mean and not double.NaN ? mean : null,
            LastEpoch = standings.Max(s => s.LastEpoch),
        };
    }

    private static TrialState StateOf(List<Standing> standings)
    {
        if (!standings.All(s => s.HasEnded))
            return TrialState.Running;
        TrialState[] byPrecedence = [TrialState.Completed, TrialState.Pruned, TrialState.Diverged];
        return byPrecedence.FirstOrDefault(state => standings.Any(s => s.State == state), TrialState.Failed);
    }

    // Waiting stands for every state of a trial that has not ended.
    private readonly record struct Standing(TrialState State, double? Objective, int LastEpoch)
    {
        public bool HasEnded => State != TrialState.Waiting;
    }
}
