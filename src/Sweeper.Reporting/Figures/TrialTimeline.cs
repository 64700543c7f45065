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

    // Starts are recorded by one clock and durations by another: an overlap this short is none.
    private const double Tolerance = 0.02;

    /// <summary>The chart; null when no trial has ended.</summary>
    public static TimelineChart? Of(SweepSnapshot snapshot)
    {
        if (TrialTimes.Of(snapshot.Trials, MostTrials) is not TrialTimes times)
            return null;
        (string unit, double length) = times.Unit;
        var free = new List<double>();
        TimelineSpan[] spans = [.. times.Trials.Select(t => Span(
            snapshot, t.Trial, t.Start / length, t.End / length, LaneOf(free, t.Start, t.End)))];
        return new TimelineChart
        {
            Title = "Trials over time",
            Description = $"When each of {Numbers.Count(spans.Length)} trials ran: at most {Numbers.Count(free.Count)} at once, "
                + $"over {Durations.Format(times.Total)}.",
            Time = new Axis
            {
                Title = $"Time since the first start ({unit})",
                Low = 0,
                High = Math.Max(times.Total / length, 1e-3),
            },
            LaneTitle = "Worker",
            Lanes = free.Count,
            Spans = [.. spans],
            Pauses = [.. times.Pauses.Select(p => p / length)],
        };
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
