using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Formatting;
using Sweeper.Reporting.Parts;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Hints;

/// <summary>
/// What a better objective costs: every completed trial, or by its means every setting where they have repeats, by its cost, and
/// those that no other beats in both.
/// </summary>
/// <param name="Name">What costs, as a word for the name of a file.</param>
/// <param name="Chart">All of them; those of the front are marked.</param>
/// <param name="Front">Those than which no other is both better and cheaper, the cheapest first.</param>
public sealed record TradeOff(string Name, ScatterChart Chart, ImmutableArray<TradeOffPoint> Front)
{
    // Costs that differ by less are one to whoever pays them.
    private const double LeastRatio = 1.2;
    private const double BytesPerKilobyte = 1000;

    /// <summary>
    /// The weights of the model, or the size of its file, and the seconds of training, as far as these differ.
    /// </summary>
    public static ImmutableArray<TradeOff> Of(SweepSnapshot snapshot)
    {
        if (snapshot.Sweep.Objective.IsNone)
            return [];
        double? Kilobytes(TrialRecord trial) =>
            snapshot.ModelBytes.TryGetValue(trial.Number, out long bytes) ? bytes / BytesPerKilobyte : null;
        double? Weights(TrialRecord trial) => snapshot.ModelWeights.TryGetValue(trial.Number, out long count) ? count : null;
        TradeOff?[] found =
        [
            snapshot.ModelWeights.Count > 0
                ? Of(snapshot, "weights", "number of weights", "", Weights, c => Numbers.Count((long)Math.Round(c), "weight"))
                : Of(snapshot, "size", "size of the saved model", "KB, ", Kilobytes, c => $"{Numbers.Significant(c, 3)} KB"),
            Of(snapshot, "time", "time of training", "s, ", t => t.DurationSeconds, Durations.Format),
        ];
        return [.. found.OfType<TradeOff>()];
    }

    private static TradeOff? Of(
        SweepSnapshot snapshot, string name, string words, string unit, Func<TrialRecord, double?> cost,
        Func<double, string> text)
    {
        Objective objective = snapshot.Sweep.Objective;
        TradeOffPoint[] points = [.. Points(snapshot, cost, text)];
        if (points.Length < 3 || points.Max(p => p.Cost) < LeastRatio * points.Min(p => p.Cost))
            return null;
        ImmutableArray<TradeOffPoint> front = FrontOf(points, objective.Goal);
        string metric = MetricName.Parse(objective.Metric).Words;
        bool hasRepeats = snapshot.Cells.HasRepeats;
        string of = Numbers.Count(points.Length, hasRepeats ? "setting" : "completed trial");
        ValueRange shown = ValueRange.WithoutOutliers(points.Select(p => p.Objective))!.Value;
        var chart = new ScatterChart
        {
            Title = MetricName.Capital($"{metric} by {words}"),
            Description = $"A dot for each of {of} by the {words} and its {(hasRepeats ? "mean " : "")}{metric}; the "
                + $"{Numbers.Count(front.Length)} than which no other is both better and cheaper stand out.",
            X = AxisRange.AroundLogarithmic(
                points.Min(p => p.Cost), points.Max(p => p.Cost), $"{MetricName.Capital(words)} ({unit}logarithmic)"),
            Y = AxisRange.Around(shown.Low, shown.High,
                snapshot.Formats.Title(hasRepeats ? $"mean {metric}" : metric, objective.Metric),
                snapshot.Formats.UnitOf(objective.Metric)),
            Dots =
            [
                .. points.Reverse().Select(p =>
                    new ScatterDot(new ChartPoint(p.Cost, p.Objective), p.Number, front.Contains(p))),
            ],
            Legend = [ScatterChart.Marked("none is both better and cheaper")],
        };
        return new TradeOff(name, chart, front);
    }

    // Pruned trials have neither their objective nor their time yet.
    private static IEnumerable<TradeOffPoint> Points(
        SweepSnapshot snapshot, Func<TrialRecord, double?> cost, Func<double, string> text) =>
        from entry in snapshot.Cells.Entries
        where entry.Rank is not null && entry.Cell.Averaged.All(t => t.State == TrialState.Completed)
        let objective = entry.Cell.Objective!.Mean
        let mean = entry.Cell.Summarize(cost)?.Mean
        where double.IsFinite(objective) && mean > 0
        let best = Leaderboard.Rank(entry.Cell.Averaged, snapshot.Cells.Goal)[0].Trial
        select new TradeOffPoint(
            best.Number,
            snapshot.Cells.HasRepeats ? Outcome.Values(snapshot, best) : FormattableString.Invariant($"trial {best.Number}"),
            objective, mean.Value, text(mean.Value));

    private static ImmutableArray<TradeOffPoint> FrontOf(IEnumerable<TradeOffPoint> points, Goal goal)
    {
        var front = ImmutableArray.CreateBuilder<TradeOffPoint>();
        IOrderedEnumerable<TradeOffPoint> cheapest = points.OrderBy(p => p.Cost);
        cheapest = goal == Goal.Maximize ? cheapest.ThenByDescending(p => p.Objective) : cheapest.ThenBy(p => p.Objective);
        foreach (TradeOffPoint point in cheapest)
        {
            if (front.Count == 0 || goal.IsBetter(point.Objective, front[^1].Objective))
                front.Add(point);
        }

        return front.ToImmutable();
    }
}

/// <summary>A trial, or a setting with repeats, of a <see cref="TradeOff"/>.</summary>
/// <param name="Number">The number of the trial; of a setting, of its best one.</param>
/// <param name="Words">What it is called.</param>
/// <param name="Objective">Its objective, or their mean.</param>
/// <param name="Cost">What it costs, greater than 0.</param>
/// <param name="CostText">The same as text.</param>
public sealed record TradeOffPoint(int Number, string Words, double Objective, double Cost, string CostText);
