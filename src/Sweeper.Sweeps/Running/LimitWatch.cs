using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>Says when a limit of a sweep is reached. For several threads.</summary>
internal sealed class LimitWatch(SweepLimits limits, Objective objective, SweepHistory history, TimeProvider time)
{
    private readonly Lock _lock = new();
    private long? _started;
    private readonly List<int> _done = [.. history.Done];
    private double? _best = history.BestObjective;
    private int? _bestTrial = history.BestTrial;
    private int _sinceBest = history.SinceBest;

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
            Reached ??= limits.Reached(objective, new SweepHistory(_best, trained) { SinceBest = _sinceBest });
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

    /// <summary>Takes in the end of a trial.</summary>
    public void TrialEnded(int number, TrialOutcome outcome)
    {
        lock (_lock)
        {
            if (outcome.State.IsDone())
            {
                _done.Add(number);
                _sinceBest += number > (_bestTrial ?? 0) ? 1 : 0;
            }

            if (!outcome.State.IsRanked() || outcome.Objective is not double value)
                return;
            if (objective.Goal.IsBetter(value, _best) || (value == _best && number < _bestTrial))
            {
                (_best, _bestTrial) = (value, number);
                _sinceBest = _done.Count(n => n > number);
            }
        }
    }
}
