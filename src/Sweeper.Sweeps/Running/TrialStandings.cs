using System.Collections.Immutable;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>
/// Where the trials of a run stand, and which is next: those that are recorded and left, then those that the plan has further,
/// then those that failed, so that what is wrong with them does not keep others from being trained. Rounds of repeats come after
/// all of these, each when the one before has ended. A further trial is recorded before it is handed out. For several threads.
/// </summary>
internal sealed class TrialStandings
{
    // Also waited on: for the end of a round.
    private readonly object _lock = new();
    private readonly SweepPlan _plan;
    private readonly ISweepJournal _journal;
    private readonly ProposalHistory? _history;
    private readonly RepeatRounds? _rounds;

    // By number, from 1.
    private readonly List<Standing> _standings = [];
    private readonly List<Trial> _proposed = [];
    private readonly Queue<int> _next = [];
    private readonly Queue<int> _failed = [];
    private readonly HashSet<int> _taken = [];
    private bool _isUsedUp;
    private bool _isAbandoned;

    public TrialStandings(SweepPlan plan, ISweepJournal journal)
    {
        (_plan, _journal) = (plan, journal);
        _history = plan.Growth is PlanGrowth growth ? new ProposalHistory(growth) : null;
        _rounds = plan.Rounds is RepeatRule rule ? new RepeatRounds(plan.Objective.Goal, rule) : null;
        for (int i = 0; i < journal.InitialStates.Length; i++)
        {
            var standing = new Standing(journal.InitialStates[i], journal.InitialAttempts[i], HasEnded: false);
            _standings.Add(standing);
            if (IsLeft(i + 1))
                (standing.State == TrialState.Failed ? _failed : _next).Enqueue(i + 1);
            _history?.Add(plan.Trials[i]);
            _history?.Ended(i + 1, standing.State, journal.InitialResults[i].Objective, journal.InitialResults[i].LastEpoch);
            if (_rounds is null || plan.LeftOut.Contains(i + 1))
                continue;
            _rounds.Add(plan.Trials[i]);
            if (!IsLeft(i + 1))
                _rounds.Ended(i + 1, standing.State, journal.InitialResults[i].Objective);
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

    /// <summary>What the rounds of repeats came to; null where there are none, or they are not over.</summary>
    public string? Rounds
    {
        get
        {
            lock (_lock)
                return _rounds is { IsOver: true } ? _rounds.Conclusion() : null;
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
    private int? Further => _rounds is not null
        ? _rounds.IsOver ? 0 : null
        : _isUsedUp ? 0 : _plan.TrialCount is int count ? Math.Max(0, count - _standings.Count) : null;

    /// <summary>The trial to train next, waited for where it follows from those under way; null when none is left.</summary>
    /// <param name="mayGoOn">Whether another trial may start; asked again after each wait.</param>
    public Trial? Take(Func<bool> mayGoOn) => Take(mayGoOn, mayWait: true, out _);

    /// <summary>The trial to train next; null when none is left, or none yet.</summary>
    /// <param name="isLater">Whether there may be one when a trial under way has ended.</param>
    public Trial? TryTake(out bool isLater) => Take(static () => true, mayWait: false, out isLater);

    private Trial? Take(Func<bool> mayGoOn, bool mayWait, out bool isLater)
    {
        isLater = false;
        lock (_lock)
        {
            while (true)
            {
                if (Dequeue() is int number)
                {
                    _taken.Add(number);
                    return TrialOf(number);
                }

                if (_rounds is null || _isAbandoned || !mayGoOn())
                    return null;
                if (BeginRound())
                    continue;
                if (_rounds.AllEnded || _taken.Count == 0)
                    return null;
                if (!mayWait)
                {
                    isLater = true;
                    return null;
                }

                Monitor.Wait(_lock);
                if (!mayGoOn())
                    return null;
            }
        }
    }

    /// <summary>The state of a recorded trial, as its last end left it.</summary>
    public TrialState StateOf(int number)
    {
        lock (_lock)
            return _standings[number - 1].State;
    }

    /// <summary>
    /// Why a trial cannot be trained once more in this run, as a sentence without a full stop; null when it can.
    /// </summary>
    public string? RetryObstacle(int number)
    {
        lock (_lock)
        {
            TrialState state = _standings[number - 1].State;
            return _taken.Contains(number) ? "it is running"
                : _next.Contains(number) || _failed.Contains(number) ? "its turn is yet to come"
                : _plan.LeftOut.Contains(number) ? "the experiment does not ask for it any more"
                : state is TrialState.Failed or TrialState.Interrupted ? null
                : $"it is {state.Name()}, and only a failed or stopped one can be tried again";
        }
    }

    /// <summary>Has a trial trained once more, where nothing stands against it.</summary>
    public void Retry(int number)
    {
        lock (_lock)
        {
            if (RetryObstacle(number) is not null)
                return;
            Standing before = _standings[number - 1];
            TrialState state = before.State == TrialState.Failed ? TrialState.Waiting : before.State;
            _standings[number - 1] = before with { State = state, HasEnded = false };
            _next.Enqueue(number);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Whether a trial is being trained.</summary>
    public bool IsRunning(int number)
    {
        lock (_lock)
            return _taken.Contains(number);
    }

    /// <summary>How many trials are recorded: their numbers are 1 to this.</summary>
    public int RecordedCount
    {
        get
        {
            lock (_lock)
                return _standings.Count;
        }
    }

    /// <summary>Lets go of whoever waits for trials that will never end, as what records them has failed.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            _isAbandoned = true;
            Monitor.PulseAll(_lock);
        }
    }

    private int? Dequeue()
    {
        if (_next.Count <= SweepPlan.RecordedAhead / 2 && _standings.Count < _plan.Trials.Count)
            Record([.. Enumerable.Range(_standings.Count,
                Math.Min(SweepPlan.RecordedAhead - _next.Count, _plan.Trials.Count - _standings.Count))
                    .Select(i => _plan.Trials[i])]);
        if (_next.Count == 0 && Further != 0 && _history is not null)
            Propose();
        return _next.TryDequeue(out int number) || _failed.TryDequeue(out number) ? number : null;
    }

    private bool BeginRound()
    {
        Trial[] trials = [.. _rounds!.Next().Select((t, i) => t with { Number = _standings.Count + i + 1 })];
        if (trials.Length == 0)
            return false;
        _proposed.AddRange(trials);
        Record(trials);
        Monitor.PulseAll(_lock);
        return true;
    }

    /// <summary>Takes in the end of a trial.</summary>
    public void Ended(Trial trial, TrialOutcome outcome)
    {
        lock (_lock)
        {
            _taken.Remove(trial.Number);

            // An interrupted attempt that went on is still the same attempt.
            Standing before = _standings[trial.Number - 1];
            int attempts = before.State == TrialState.Interrupted ? before.Attempts : before.Attempts + 1;
            _standings[trial.Number - 1] = new Standing(outcome.State, attempts, outcome.State != TrialState.Interrupted);
            _history?.Ended(trial.Number, outcome.State, outcome.Objective, outcome.LastEpoch);
            _rounds?.Ended(trial.Number, outcome.State, outcome.Objective);
            Monitor.PulseAll(_lock);
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
            _rounds?.Add(trial);
        }
    }

    private Trial TrialOf(int number) =>
        number <= _plan.Trials.Count ? _plan.Trials[number - 1] : _proposed[number - 1 - _plan.Trials.Count];

    private bool IsLeft(int number) => _plan.IsLeft(number, _standings[number - 1].State, _standings[number - 1].Attempts);

    private readonly record struct Standing(TrialState State, int Attempts, bool HasEnded);
}
