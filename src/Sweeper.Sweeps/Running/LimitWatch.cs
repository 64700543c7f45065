using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>Says when a limit of a sweep is reached. For several threads.</summary>
internal sealed class LimitWatch(SweepLimits limits, Objective objective, SweepHistory history, TimeProvider time)
{
    private readonly Lock _lock = new();
    private long? _started;
    private double? _best = history.BestObjective;

    /// <summary>The first limit that was seen to be reached; null when none was.</summary>
    public ReachedLimit? Reached { get; private set; }

    /// <summary>Whether no further trial may start.</summary>
    public bool IsReached()
    {
        lock (_lock)
        {
            // The first trial starts when this was asked for the first time.
            _started ??= time.GetTimestamp();
            TimeSpan trained = history.Trained + time.GetElapsedTime(_started.Value);
            Reached ??= limits.Reached(objective, new SweepHistory(_best, trained));
            return Reached is not null;
        }
    }

    /// <summary>
    /// Whether trials have trained for as long as they may in all; never before <see cref="IsReached"/> was asked first.
    /// </summary>
    public bool IsOverTime()
    {
        lock (_lock)
            return _started is long started && limits.MaximumDuration is TimeSpan limit
                && history.Trained + time.GetElapsedTime(started) >= limit;
    }

    public void TrialEnded(TrialOutcome outcome)
    {
        lock (_lock)
        {
            if (outcome.State.IsRanked() && outcome.Objective is double value && objective.Goal.IsBetter(value, _best))
                _best = value;
        }
    }
}
