using System.Globalization;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Sweeps.Store;

/// <summary>
/// What ends a sweep before all its trials are trained: no further trial starts, and those that train go on to their ends. The rest
/// waits; a later run trains it when the limits have been raised.
/// </summary>
public sealed record SweepLimits
{
    /// <summary>No limit.</summary>
    public static SweepLimits None { get; } = new();

    /// <summary>The time in which trials train, in all runs of the sweep together; greater than 0. Null for no limit.</summary>
    public TimeSpan? MaximumDuration { get; init; }

    /// <summary>The objective that is good enough; null to look for the best.</summary>
    public double? Target { get; init; }

    /// <summary>Which limit is reached; null when none is.</summary>
    public ReachedLimit? Reached(Objective objective, SweepHistory history)
    {
        if (Target is double target && history.BestObjective is double best && !objective.Goal.IsBetter(target, best))
        {
            return new ReachedLimit(
                string.Create(CultureInfo.InvariantCulture, $"metric.target was reached: {objective.Metric} {best:G6}, and {target:G6} was enough"),
                $"a {(objective.Goal == Goal.Maximize ? "higher" : "lower")} metric.target");
        }

        return MaximumDuration is TimeSpan limit && history.Trained >= limit
            ? new ReachedLimit(string.Create(CultureInfo.InvariantCulture, $"max_duration is over: trials have trained for {limit:c}"), "a longer max_duration")
            : null;
    }
}
