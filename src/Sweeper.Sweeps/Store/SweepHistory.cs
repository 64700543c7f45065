namespace Sweeper.Sweeps.Store;

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
