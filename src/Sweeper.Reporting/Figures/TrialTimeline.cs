using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Figures;

/// <summary>
/// Shows when each trial ran and how many ran at once: each in the first lane that was free when it started. Pauses, as of a
/// sweep that was carried on the next day, are left out.
/// </summary>
public static class TrialTimeline
{
    /// <summary>So many of the first trials are drawn.</summary>
    public const int MostTrials = 1500;

    private const double LeastPauseSeconds = 30;
    private const double LeastPauseShare = 0.1;

    // Starts are recorded by one clock and durations by another: an overlap this short is none.
    private const double Tolerance = 0.02;

    /// <summary>The chart; null when no trial has ended.</summary>
    public static TimelineChart? Of(SweepSnapshot snapshot)
    {
        (TrialRecord Trial, double Start,
            double End)[] runs = [.. Runs(snapshot.Trials).OrderBy(r => r.Start).ThenBy(r => r.Trial.Number).Take(MostTrials)];
        if (runs.Length == 0)
            return null;

        ImmutableArray<(double At, double Length)> pauses = Pauses(runs);
        double Moved(double time) => time - pauses.Where(p => time > p.At).Sum(p => p.Length);
        double total = runs.Max(r => Moved(r.End));
        (string unit, double length) = total >= 2 * 3600 ? ("h", 3600.0) : total >= 180 ? ("min", 60.0) : ("s", 1.0);
        var free = new List<double>();
        TimelineSpan[] spans = [.. runs.Select(r => Span(snapshot, r.Trial, Moved(r.Start) / length, Moved(r.End) / length,
            LaneOf(free, r.Start, r.End)))];
        return new TimelineChart
        {
            Title = "Trials over time",
            Description = $"When each of {Numbers.Count(spans.Length)} trials ran: at most {Numbers.Count(free.Count)} at once, "
                + $"over {Durations.Format(total)}.",
            Time = new Axis { Title = $"Time since the first start ({unit})", Low = 0, High = Math.Max(total / length, 1e-3) },
            LaneTitle = "Worker",
            Lanes = free.Count,
            Spans = [.. spans],
            Pauses = [.. pauses.Select(p => Moved(p.At) / length)],
        };
    }

    private static IEnumerable<(TrialRecord Trial, double Start, double End)> Runs(ImmutableArray<TrialRecord> trials)
    {
        TrialRecord[] ran = [.. trials.Where(t => t.StartedAt is not null && t.DurationSeconds is double d && double.IsFinite(d)
            && d >= 0)];
        if (ran.Length == 0)
            yield break;
        DateTimeOffset first = ran.Min(t => t.StartedAt!.Value);
        foreach (TrialRecord trial in ran)
        {
            double start = (trial.StartedAt!.Value - first).TotalSeconds;
            yield return (trial, start, start + trial.DurationSeconds!.Value);
        }
    }

    // Stretches in which nothing ran, too long to be the time between two trials.
    private static ImmutableArray<(double At, double Length)> Pauses((TrialRecord Trial, double Start, double End)[] runs)
    {
        double least = Math.Max(LeastPauseSeconds, LeastPauseShare * runs.Sum(r => r.End - r.Start));
        var pauses = ImmutableArray.CreateBuilder<(double, double)>();
        double end = 0;
        foreach ((TrialRecord _, double start, double ended) in runs)
        {
            if (start - end > least)
                pauses.Add((end, start - end));
            end = Math.Max(end, ended);
        }

        return pauses.DrainToImmutable();
    }

    private static int LaneOf(List<double> free, double start, double end)
    {
        int lane = free.FindIndex(f => f <= start + Tolerance);
        if (lane < 0)
        {
            lane = free.Count;
            free.Add(0);
        }

        free[lane] = end;
        return lane;
    }

    private static TimelineSpan Span(SweepSnapshot snapshot, TrialRecord trial, double start, double end, int lane)
    {
        TimelineKind kind = trial.State switch
        {
            _ when trial.Number == snapshot.Best?.Number => TimelineKind.Best,
            TrialState.Failed or TrialState.Diverged => TimelineKind.Failed,
            TrialState.Pruned or TrialState.Interrupted => TimelineKind.Stopped,
            _ => TimelineKind.Done,
        };
        string text =
            $"Trial {Numbers.Count(trial.Number)}: {trial.State.Name()} after {Durations.Format(trial.DurationSeconds!.Value)}";
        return new TimelineSpan(lane, start, Math.Max(start, end), trial.Number, kind, text);
    }
}
