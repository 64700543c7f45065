using System.Globalization;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Sweeps.Store;

/// <summary>
/// What ends a sweep before all its trials are trained: no further trial starts, and those that train go on to their ends. The
/// rest waits; a later run trains it when the limits have been raised.
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

/// <summary>A limit of a sweep that is reached.</summary>
/// <param name="Sentence">Which, as a sentence without a full stop.</param>
/// <param name="Remedy">What to write for the sweep to go on, such as <c>a longer max_duration</c>.</param>
public sealed record ReachedLimit(string Sentence, string Remedy);

/// <summary>What earlier runs of a sweep came to.</summary>
/// <param name="BestObjective">The objective of the best trial; null when none has one.</param>
/// <param name="Trained">The time in which at least one trial was training.</param>
public sealed record SweepHistory(double? BestObjective, TimeSpan Trained)
{
    /// <summary>That of a new sweep.</summary>
    public static SweepHistory None { get; } = new(null, TimeSpan.Zero);

    /// <summary>That of recorded trials: the times at which several trained count once.</summary>
    public static SweepHistory Of(IEnumerable<TrialRecord> trials, double? bestObjective)
    {
        TimeSpan trained = TimeSpan.Zero;
        DateTimeOffset counted = DateTimeOffset.MinValue;
        foreach (TrialRecord trial in trials.Where(t => t is { StartedAt: not null, DurationSeconds: not null }).OrderBy(t => t.StartedAt))
        {
            DateTimeOffset start = trial.StartedAt!.Value, end = start.AddSeconds(trial.DurationSeconds!.Value);
            if (end <= counted)
                continue;
            trained += end - (start > counted ? start : counted);
            counted = end;
        }

        return new SweepHistory(bestObjective, trained);
    }
}
