using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>
/// The rounds of repeats of a sweep. All trials of a round end before the next is made, which so follows from their results
/// alone, however many are trained at once. For one thread.
/// </summary>
/// <param name="goal">Which objectives are better.</param>
/// <param name="rule">How many repeats there are.</param>
public sealed class RepeatRounds(Goal goal, RepeatRule rule)
{
    private readonly SeparatedRepeats _repeats = new(goal, rule.Least, rule.Most);
    private readonly List<Trial> _cells = [];
    private readonly Dictionary<HyperparameterValues, int> _places = [];

    // By number, so that means are summed in the same order whenever trials ended.
    private readonly SortedDictionary<int, Standing> _trials = [];
    private int _open;

    /// <summary>Whether no trial is left or under way.</summary>
    public bool AllEnded => _open == 0;

    /// <summary>Whether the last round has ended.</summary>
    public bool IsOver => AllEnded && Next().IsEmpty;

    /// <summary>Takes in a trial that is to be trained, or that ended before. Numbers ascend.</summary>
    public void Add(Trial trial)
    {
        if (_places.TryAdd(trial.Values, _cells.Count))
            _cells.Add(trial);
        _trials.Add(trial.Number, new Standing(_places[trial.Values], trial.Repeat, TrialState.Waiting, null));
        _open++;
    }

    /// <summary>Takes in the end of a trial. One that was interrupted goes on.</summary>
    public void Ended(int number, TrialState state, double? objective)
    {
        if (!state.IsDone() && state != TrialState.Failed)
            return;
        Standing before = _trials[number];
        _open -= before.State == TrialState.Waiting ? 1 : 0;
        _trials[number] = before with { State = state, Objective = state.IsRanked() ? objective : null };
    }

    /// <summary>The trials of the next round, not numbered and not taken in; none while one is under way, or when there is
    /// none.</summary>
    public ImmutableArray<Trial> Next()
    {
        if (!AllEnded)
            return [];
        ImmutableArray<RepeatedCell> cells = Cells();
        var proposal = new TrialProposal(
            RepeatRule.ProposerName, ProposedFrom.Write(_trials.Select(t => (t.Key, t.Value.State == TrialState.Failed))));
        return
        [
            .. _repeats.NextRound(cells)
                .SelectMany((count, cell) => Enumerable.Range(cells[cell].Given + 1, count).SelectMany(
                    repeat => rule.Trainings(_cells[cell], repeat)))
                .Take(Math.Max(0, rule.AllTrials - _trials.Count))
                .Select(t => t with { Proposal = proposal }),
        ];
    }

    /// <summary>What the rounds came to, as a sentence without a full stop, once they are over.</summary>
    public string Conclusion()
    {
        ImmutableArray<RepeatedCell> cells = Cells();
        string saved = string.Create(
            CultureInfo.InvariantCulture,
            $"after {_trials.Count:N0} trials, where repeats: {rule.Most} would have taken {rule.AllTrials:N0}");
        return _repeats.StandsApart(cells)
            ? $"the best cell stands apart from all others {saved}"
            : _trials.Count >= rule.AllTrials && cells.Any(c => c.Given < rule.Most)
                ? "run_cap ended the rounds before the best cell stood apart from all others"
                : $"the best cells cannot be told apart and have had all their repeats {saved}";
    }

    private ImmutableArray<RepeatedCell> Cells()
    {
        int[] given = new int[_cells.Count];
        var objectives = new List<double>[_cells.Count];
        foreach (Standing trial in _trials.Values)
        {
            given[trial.Cell] = Math.Max(given[trial.Cell], trial.Repeat);
            objectives[trial.Cell] ??= [];
            if (trial.Objective is double objective)
                objectives[trial.Cell].Add(objective);
        }

        return [.. given.Select((count, i) => new RepeatedCell(count, [.. objectives[i]]))];
    }

    // Waiting stands for every state of a trial that has not ended.
    private readonly record struct Standing(int Cell, int Repeat, TrialState State, double? Objective);
}
