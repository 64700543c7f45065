using System.Collections.Immutable;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>Where the trials of a run stand, in the order of their numbers. Each index is for one thread at a time.</summary>
internal sealed class TrialStandings(SweepPlan plan, ISweepJournal journal)
{
    private readonly TrialState[] _states = [.. journal.InitialStates];
    private readonly int[] _attempts = [.. journal.InitialAttempts];
    private readonly bool[] _hasEnded = new bool[journal.InitialStates.Length];

    public ImmutableArray<TrialState> States => [.. _states];

    /// <summary>Trials that are to be trained and have not ended in this run, interrupted ones included.</summary>
    public int LeftCount => Indexes.Count(i => !_hasEnded[i] && plan.IsLeft(i, _states[i], _attempts[i]));

    /// <summary>Trials that failed in this run and that a later one tries again.</summary>
    public int RetryCount => Indexes.Count(i => _hasEnded[i] && plan.IsLeft(i, _states[i], _attempts[i]));

    private IEnumerable<int> Indexes => Enumerable.Range(0, _states.Length);

    /// <summary>Takes in the end of a trial.</summary>
    public void Ended(int index, TrialState state)
    {
        // An interrupted attempt that went on is still the same attempt.
        if (_states[index] != TrialState.Interrupted)
            _attempts[index]++;
        _states[index] = state;
        _hasEnded[index] = state != TrialState.Interrupted;
    }
}
