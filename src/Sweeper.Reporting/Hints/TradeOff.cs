using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Hints;

/// <summary>What a better objective costs: every completed trial by its cost, and those that no other beats in both.</summary>
/// <param name="Chart">The trials; those of the front are marked.</param>
/// <param name="Front">The trials than which no other is both better and cheaper, the cheapest first.</param>
/// <param name="Cost">The cost of a trial of the front as text.</param>
public sealed record TradeOff(ScatterChart Chart, ImmutableArray<TrialRecord> Front, Func<TrialRecord, string> Cost)
{
    // Costs that differ by less are one to whoever pays them.
    private const double LeastRatio = 1.2;
    private const double BytesPerKilobyte = 1000;

    /// <summary>The size of the saved model and the seconds of training, as far as trials differ in them.</summary>
    public static ImmutableArray<TradeOff> Of(SweepSnapshot snapshot)
    {
        if (snapshot.Sweep.Objective.IsNone)
            return [];
        double? Kilobytes(TrialRecord trial) =>
            snapshot.ModelBytes.TryGetValue(trial.Number, out long bytes) ? bytes / BytesPerKilobyte : null;
        TradeOff?[] found =
        [
            Of(snapshot, "size of the saved model", "KB", Kilobytes, t => $"{Numbers.Significant(Kilobytes(t)!.Value, 3)} KB"),
            Of(snapshot, "time of training", "s", t => t.DurationSeconds, t => Durations.Format(t.DurationSeconds!.Value)),
        ];
        return [.. found.OfType<TradeOff>()];
    }

    private static TradeOff? Of(
        SweepSnapshot snapshot, string words, string unit, Func<TrialRecord, double?> cost, Func<TrialRecord, string> text)
    {
        Objective objective = snapshot.Sweep.Objective;
        TrialRecord[] trials =
        [
            .. snapshot.Entries.Where(e => e.Rank is not null).Select(e => e.Trial)
                .Where(t => t.State == TrialState.Completed && double.IsFinite(t.Objective!.Value) && cost(t) is > 0),
        ];
        if (trials.Length < 3 || trials.Max(cost) < LeastRatio * trials.Min(cost))
            return null;
        ImmutableArray<TrialRecord> front = FrontOf(trials, objective.Goal, cost);
        string metric = MetricName.Parse(objective.Metric).Words;
        ValueRange shown = ValueRange.WithoutOutliers(trials.Select(t => t.Objective!.Value))!.Value;
        var chart = new ScatterChart
        {
            Title = MetricName.Capital($"{metric} by {words}"),
            Description = $"A dot for each of {Numbers.Count(trials.Length, "completed trial")} by the {words} and its {metric}; the {Numbers.Count(front.Length)} than which no other is both better and cheaper stand out.",
            X = AxisRange.AroundLogarithmic(
                trials.Min(cost)!.Value, trials.Max(cost)!.Value, $"{MetricName.Capital(words)} ({unit}, logarithmic)"),
            Y = AxisRange.Around(shown.Low, shown.High, snapshot.Formats.Title(metric, objective.Metric),
                snapshot.Formats.UnitOf(objective.Metric)),
            Dots =
            [
                .. trials.Reverse().Select(t =>
                    new ScatterDot(new ChartPoint(cost(t)!.Value, t.Objective!.Value), t.Number, front.Contains(t))),
            ],
        };
        return new TradeOff(chart, front, text);
    }

    private static ImmutableArray<TrialRecord> FrontOf(
        IEnumerable<TrialRecord> trials, Goal goal, Func<TrialRecord, double?> cost)
    {
        var front = ImmutableArray.CreateBuilder<TrialRecord>();
        IOrderedEnumerable<TrialRecord> cheapest = trials.OrderBy(cost);
        cheapest = goal == Goal.Maximize ? cheapest.ThenByDescending(t => t.Objective) : cheapest.ThenBy(t => t.Objective);
        foreach (TrialRecord trial in cheapest)
        {
            if (front.Count == 0 || goal.IsBetter(trial.Objective!.Value, front[^1].Objective!.Value))
                front.Add(trial);
        }

        return front.ToImmutable();
    }
}
