using System.Collections.Immutable;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>
/// Where the trials of a run stand, and which is next: those that are recorded and left, then those that the plan has further,
/// then those that failed, so that what is wrong with them does not keep others from being trained. A further trial is recorded
/// before it is handed out. For several threads.
/// </summary>
internal sealed class TrialStandings
{
    private readonly Lock _lock = new();
    private readonly SweepPlan _plan;
    private readonly ISweepJournal _journal;
    private readonly ProposalHistory? _history;

    // By number, from 1.
    private readonly List<Standing> _standings = [];
    private readonly List<Trial> _proposed = [];
    private readonly Queue<int> _next = [];
    private readonly Queue<int> _failed = [];
    private bool _isUsedUp;

    public TrialStandings(SweepPlan plan, ISweepJournal journal)
    {
        (_plan, _journal) = (plan, journal);
        _history = plan.Growth is PlanGrowth growth ? new ProposalHistory(growth) : null;
        for (int i = 0; i < journal.InitialStates.Length; i++)
        {
            var standing = new Standing(journal.InitialStates[i], journal.InitialAttempts[i], HasEnded: false);
            _standings.Add(standing);
            if (IsLeft(i + 1))
                (standing.State == TrialState.Failed ? _failed : _next).Enqueue(i + 1);
            _history?.Add(plan.Trials[i]);
            _history?.Ended(i + 1, standing.State, journal.InitialResults[i].Objective, journal.InitialResults[i].LastEpoch);
        }
    }

    public ImmutableArray<TrialState> States
    {
        get
        {
            lock (_lock)
                return [.. _standings.Select(s => s.State)];
        }
    }

    /// <summary>Whether a sampler that learns has found nothing new.</summary>
    public bool IsUsedUp
    {
        get
        {
            lock (_lock)
                return _isUsedUp;
        }
    }

    /// <summary>
    /// Trials that are to be trained and have not ended in this run, interrupted ones included; null when there is no telling
    /// how many.
    /// </summary>
    public int? LeftCount
    {
        get
        {
            lock (_lock)
                return Numbers.Count(n => !_standings[n - 1].HasEnded && IsLeft(n)) + Further;
        }
    }

    /// <summary>The numbers of the recorded trials that are left.</summary>
    public IEnumerable<int> Left => [.. Numbers.Where(IsLeft)];

    /// <summary>Trials that failed in this run and that a later one tries again.</summary>
    public int RetryCount
    {
        get
        {
            lock (_lock)
                return Numbers.Count(n => _standings[n - 1].HasEnded && IsLeft(n));
        }
    }

    private IEnumerable<int> Numbers => Enumerable.Range(1, _standings.Count);

    // Trials to come that are not recorded yet.
    private int? Further => _isUsedUp ? 0 : _plan.TrialCount is int count ? Math.Max(0, count - _standings.Count) : null;

    /// <summary>The trial to train next; null when none is left.</summary>
    public Trial? Take()
    {
        lock (_lock)
        {
            if (_next.Count <= SweepPlan.RecordedAhead / 2 && _standings.Count < _plan.Trials.Count)
                Record([.. Enumerable.Range(_standings.Count, Math.Min(SweepPlan.RecordedAhead - _next.Count, _plan.Trials.Count - _standings.Count)).Select(i => _plan.Trials[i])]);
            if (_next.Count == 0 && Further != 0 && _history is not null)
                Propose();
            return _next.TryDequeue(out int number) || _failed.TryDequeue(out number) ? TrialOf(number) : null;
        }
    }

    /// <summary>The state of a recorded trial, as its last end left it.</summary>
    public TrialState StateOf(int number)
    {
        lock (_lock)
            return _standings[number - 1].State;
    }

    /// <summary>Takes in the end of a trial.</summary>
    public void Ended(Trial trial, TrialOutcome outcome)
    {
        lock (_lock)
        {
            // An interrupted attempt that went on is still the same attempt.
            Standing before = _standings[trial.Number - 1];
            int attempts = before.State == TrialState.Interrupted ? before.Attempts : before.Attempts + 1;
            _standings[trial.Number - 1] = new Standing(outcome.State, attempts, outcome.State != TrialState.Interrupted);
            _history?.Ended(trial.Number, outcome.State, outcome.Objective, outcome.LastEpoch);
        }
    }

    private void Propose()
    {
        ImmutableArray<Trial> cell = _history!.Propose();
        _isUsedUp = cell.IsEmpty;
        Trial[] trials = [.. cell.Take(Further ?? cell.Length).Select((t, i) => t with { Number = _standings.Count + i + 1 })];
        _proposed.AddRange(trials);
        Record(trials);
    }

    private void Record(Trial[] trials)
    {
        int? further = Further - trials.Length;
        _journal.AddTrials(trials, further);
        foreach (Trial trial in trials)
        {
            _standings.Add(new Standing(TrialState.Waiting, 0, HasEnded: false));
            _next.Enqueue(trial.Number);
            _history?.Add(trial);
        }
    }

    private Trial TrialOf(int number) =>
        number <= _plan.Trials.Count ? _plan.Trials[number - 1] : _proposed[number - 1 - _plan.Trials.Count];

    private bool IsLeft(int number) => _plan.IsLeft(number, _standings[number - 1].State, _standings[number - 1].Attempts);

    private readonly record struct Standing(TrialState State, int Attempts, bool HasEnded);
}
