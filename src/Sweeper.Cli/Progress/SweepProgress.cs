using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Experiments.Prepared;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Progress;

/// <summary>Where a sweep stands right now. Thread-safe: trials write it, a display reads it.</summary>
internal sealed class SweepProgress : ISweepObserver, IProgress<MeasuringProgress>
{
    private readonly Lock _lock = new();
    private readonly SweepPlan _plan;
    private readonly SortedDictionary<int, RunningTrial> _running = [];
    private readonly Dictionary<TrialState, int> _counts = [];
    private BestTrial? _best;
    private TrialExperience _experience;
    private MeasuringProgress? _measuring;

    /// <param name="plan">The trials.</param>
    /// <param name="initialStates">
    /// Their states at the start, as far as their number is known; those that are to be trained are waiting.
    /// </param>
    /// <param name="best">The best of those that ended earlier.</param>
    public SweepProgress(SweepPlan plan, ImmutableArray<TrialState> initialStates, BestTrial? best)
    {
        _plan = plan;
        _best = best;
        foreach (TrialState state in initialStates)
            Count(state, 1);
    }

    /// <summary>Learns how long trials take from those that ended in an earlier run.</summary>
    public void Learn(IEnumerable<TrialRecord> earlier)
    {
        lock (_lock)
        {
            foreach (TrialRecord trial in earlier)
                _experience = _experience.With(trial.State, trial.DurationSeconds, trial.LastEpoch, trial.PlannedEpochs);
        }
    }

    /// <summary>How many epochs the measurements at the end will take as long as, on one core; 0 where there are none.</summary>
    public double MeasuringEpochs { get; init; }

    /// <summary>Raised when the measurements at the end begin, with the number of the best trial.</summary>
    public event Action<int>? MeasuringBegan;

    /// <summary>Raised after an epoch of a trial, on its thread.</summary>
    public event Action<Trial, EpochMetrics>? EpochTrained;

    /// <summary>Raised after a trial ended, on its thread.</summary>
    public event Action<Trial, TrialOutcome>? Ended;

    /// <summary>Raised on a trial's thread with something to know of it, as a sentence without a full stop.</summary>
    public event Action<Trial, string>? Noted;

    public void TrialStarted(Trial trial)
    {
        lock (_lock)
        {
            _running[trial.Number] = new RunningTrial(trial, null, null);
            if (_plan.TrialCount is not null || _counts.GetValueOrDefault(TrialState.Waiting) > 0)
                Count(TrialState.Waiting, -1);
            Count(TrialState.Running, 1);
        }
    }

    public void TrialResumed(Trial trial, EpochMetrics epoch)
    {
        Advance(trial, epoch);
        Noted?.Invoke(trial, string.Create(CultureInfo.InvariantCulture, $"goes on after epoch {epoch.Epoch}"));
    }

    public void CheckpointRefused(Trial trial, string reason) => Noted?.Invoke(trial, $"starts from its beginning: {reason}");

    public void TrialNoted(Trial trial, string text) => Noted?.Invoke(trial, text);

    public void EpochEnded(Trial trial, EpochMetrics metrics)
    {
        Advance(trial, metrics);
        EpochTrained?.Invoke(trial, metrics);
    }

    public void TrialEnded(Trial trial, TrialOutcome outcome)
    {
        lock (_lock)
        {
            _running.Remove(trial.Number);
            Count(TrialState.Running, -1);
            Count(outcome.State, 1);
            _experience = _experience.With(outcome.State, outcome.DurationSeconds, outcome.LastEpoch, trial.PlannedEpochs);
            if (outcome.State.IsRanked() && outcome.Objective is double objective
                && _plan.Objective.Goal.IsBetter(objective, _best?.Objective))
            {
                _best = new BestTrial(trial, objective);
            }
        }

        Ended?.Invoke(trial, outcome);
    }

    public void Report(MeasuringProgress value)
    {
        lock (_lock)
        {
            // Steps end on several threads, and may be told of in another order.
            if (_measuring is not { } before || value.Done > before.Done)
                _measuring = value;
        }

        if (value.Done == 0)
            MeasuringBegan?.Invoke(value.Trial);
    }

    /// <summary>A consistent picture of this moment.</summary>
    public ProgressSnapshot Snapshot()
    {
        lock (_lock)
            return new ProgressSnapshot([.. _running.Values], _counts.ToImmutableDictionary(), _best, _experience)
            {
                Measuring = _measuring,
                MeasuringEpochs = MeasuringEpochs,
                IsOpen = _plan.TrialCount is null,
            };
    }

    private void Advance(Trial trial, EpochMetrics metrics)
    {
        lock (_lock)
            _running[trial.Number] = _running[trial.Number].After(metrics);
    }

    private void Count(TrialState state, int change) => _counts[state] = _counts.GetValueOrDefault(state) + change;
}
