using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Trials;

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

    /// <summary>
    /// How many trials after the best one may end without being better; at least 1. Null for no limit. Those that diverged or
    /// were pruned count, and failed ones do not.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>Which limit is reached; null when none is.</summary>
    public ReachedLimit? Reached(Objective objective, SweepHistory history)
    {
        if (Target is double target && history.BestObjective is double best && !objective.Goal.IsBetter(target, best))
        {
            return new ReachedLimit(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"metric.target was reached: {objective.Metric} {best:G6}, and {target:G6} was enough"),
                $"a {(objective.Goal == Goal.Maximize ? "higher" : "lower")} metric.target");
        }

        if (history.SinceBest >= Patience)
        {
            string reached = history.BestObjective is double value
                ? string.Create(CultureInfo.InvariantCulture, $" of {value:G6}") : "";
            return new ReachedLimit(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"patience is over: the best {objective.Metric}{reached} has not improved in {history.SinceBest:N0} trials"),
                "a higher patience");
        }

        return MaximumDuration is TimeSpan limit && history.Trained >= limit
            ? new ReachedLimit(
                string.Create(CultureInfo.InvariantCulture, $"max_duration is over: trials have trained for {limit:c}"),
                "a longer max_duration")
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

    /// <summary>The numbers of the trials that are done.</summary>
    public ImmutableArray<int> Done { get; init; } = [];

    /// <summary>The number of the best trial, of equal ones the lowest; null when none has an objective.</summary>
    public int? BestTrial { get; init; }

    /// <summary>
    /// How many trials after the best one are done. By their numbers, not by when they ended: so it is the same when the sweep
    /// is carried on.
    /// </summary>
    public int SinceBest { get; init; }

    /// <summary>That of recorded trials.</summary>
    /// <param name="trials">All of a sweep.</param>
    /// <param name="goal">Which objectives are better.</param>
    public static SweepHistory Of(IReadOnlyCollection<TrialRecord> trials, Goal goal)
    {
        ImmutableArray<int> done = [.. trials.Where(t => t.State.IsDone()).Select(t => t.Number)];
        TrialRecord? best = null;
        foreach (TrialRecord trial in trials.Where(t => t.State.IsRanked() && t.Objective is not null))
            best = goal.IsBetter(trial.Objective!.Value, best?.Objective) ? trial : best;
        return new SweepHistory(best?.Objective, Training(trials))
        {
            Done = done,
            BestTrial = best?.Number,
            SinceBest = done.Count(n => n > (best?.Number ?? 0)),
        };
    }

    // The times at which several trained count once.
    private static TimeSpan Training(IEnumerable<TrialRecord> trials)
    {
        TimeSpan trained = TimeSpan.Zero;
        DateTimeOffset counted = DateTimeOffset.MinValue;
        foreach (TrialRecord trial in trials.Where(t => t is { StartedAt: not null, DurationSeconds: not null })
            .OrderBy(t => t.StartedAt))
        {
            DateTimeOffset start = trial.StartedAt!.Value, end = start.AddSeconds(trial.DurationSeconds!.Value);
            if (end <= counted)
                continue;
            trained += end - (start > counted ? start : counted);
            counted = end;
        }

        return trained;
    }
}
