using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>Where a sweep stands right now. Thread-safe: trials write it, a display reads it.</summary>
internal sealed class SweepProgress : ISweepObserver
{
    private readonly Lock _lock = new();
    private readonly SweepPlan _plan;
    private readonly SortedDictionary<int, RunningTrial> _running = [];
    private readonly Dictionary<TrialState, int> _counts = [];
    private BestTrial? _best;

    /// <param name="plan">The trials.</param>
    /// <param name="initialStates">Their states at the start, in the order of their numbers.</param>
    /// <param name="best">The best of those that ended earlier.</param>
    public SweepProgress(SweepPlan plan, ImmutableArray<TrialState> initialStates, BestTrial? best)
    {
        _plan = plan;
        _best = best;
        foreach (TrialState state in initialStates)
            Count(SweepRunner.IsLeft(state) ? TrialState.Waiting : state, 1);
    }

    /// <summary>Raised after a trial ended, on its thread.</summary>
    public event Action<Trial, TrialOutcome>? Ended;

    public void TrialStarted(Trial trial)
    {
        lock (_lock)
        {
            _running[trial.Number] = new RunningTrial(trial, null);
            Count(TrialState.Waiting, -1);
            Count(TrialState.Running, 1);
        }
    }

    public void EpochEnded(Trial trial, EpochMetrics metrics)
    {
        lock (_lock)
            _running[trial.Number] = new RunningTrial(trial, metrics);
    }

    public void TrialEnded(Trial trial, TrialOutcome outcome)
    {
        lock (_lock)
        {
            _running.Remove(trial.Number);
            Count(TrialState.Running, -1);
            Count(outcome.State, 1);
            if (outcome is { State: TrialState.Completed or TrialState.Pruned, Objective: double objective }
                && _plan.Objective.Goal.IsBetter(objective, _best?.Objective))
            {
                _best = new BestTrial(trial, objective);
            }
        }

        Ended?.Invoke(trial, outcome);
    }

    /// <summary>A consistent picture of this moment.</summary>
    public ProgressSnapshot Snapshot()
    {
        lock (_lock)
            return new ProgressSnapshot([.. _running.Values], _counts.ToImmutableDictionary(), _best);
    }

    private void Count(TrialState state, int change) => _counts[state] = _counts.GetValueOrDefault(state) + change;
}
