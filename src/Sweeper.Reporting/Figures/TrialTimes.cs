using System.Collections.Immutable;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Figures;

/// <summary>
/// When trials ran, in seconds since the first start. Pauses, as of a sweep that was carried on the next day, are left out.
/// </summary>
public sealed record TrialTimes
{
    private const double LeastPauseSeconds = 30;
    private const double LeastPauseShare = 0.1;

    /// <summary>At least one, in the order of their starts.</summary>
    public required ImmutableArray<TimedTrial> Trials { get; init; }

    /// <summary>Where pauses were, in ascending order.</summary>
    public required ImmutableArray<double> Pauses { get; init; }

    /// <summary>When the last one ended.</summary>
    public double Total => Trials.Max(t => t.End);

    /// <summary>The unit in which an axis shows them, and its seconds.</summary>
    public (string Name, double Seconds) Unit => Total switch
    {
        >= 2 * 3600 => ("h", 3600),
        >= 180 => ("min", 60),
        _ => ("s", 1),
    };

    /// <summary>Null when none has ended.</summary>
    /// <param name="trials">Any trials.</param>
    /// <param name="most">So many of the first are taken.</param>
    public static TrialTimes? Of(IEnumerable<TrialRecord> trials, int most = int.MaxValue)
    {
        TrialRecord[] ran =
            [.. trials.Where(t => t.StartedAt is not null && t.DurationSeconds is double d && double.IsFinite(d) && d >= 0)];
        if (ran.Length == 0)
            return null;
        DateTimeOffset first = ran.Min(t => t.StartedAt!.Value);
        TimedTrial[] runs = [.. ran
            .Select(t => (Trial: t, Start: (t.StartedAt!.Value - first).TotalSeconds))
            .Select(r => new TimedTrial(r.Trial, r.Start, r.Start + r.Trial.DurationSeconds!.Value))
            .OrderBy(r => r.Start).ThenBy(r => r.Trial.Number).Take(most)];
        (double At, double Length)[] pauses = [.. FindPauses(runs)];
        double Moved(double time) => time - pauses.Where(p => time > p.At).Sum(p => p.Length);
        return new TrialTimes
        {
            Trials = [.. runs.Select(r => r with { Start = Moved(r.Start), End = Moved(r.End) })],
            Pauses = [.. pauses.Select(p => Moved(p.At))],
        };
    }

    // Stretches in which nothing ran, too long to be the time between two trials.
    private static IEnumerable<(double At, double Length)> FindPauses(TimedTrial[] runs)
    {
        double least = Math.Max(LeastPauseSeconds, LeastPauseShare * runs.Sum(r => r.End - r.Start));
        double end = 0;
        foreach (TimedTrial run in runs)
        {
            if (run.Start - end > least)
                yield return (end, run.Start - end);
            end = Math.Max(end, run.End);
        }
    }
}

/// <summary>A trial that has ended.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Start">Seconds since the first start.</param>
/// <param name="End">The same; not before <paramref name="Start"/>.</param>
public readonly record struct TimedTrial(TrialRecord Trial, double Start, double End);
