using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;

namespace Sweeper.Reporting.Comparison;

/// <summary>The objective by a number that one of the sweeps drew from a range, those of all sweeps over each other.</summary>
internal static class ComparedScatter
{
    /// <summary>Whether a hyperparameter has too many numbers in one of the sweeps for a row each.</summary>
    public static bool HasRange(ComparedSweeps sweeps, string name) =>
        sweeps.Snapshots.Any(s => s.Scales.Any(c => c.Name == name && c.IsRange));

    /// <summary>The chart; null where the hyperparameter has no range, or nothing to draw.</summary>
    public static ScatterChart? Of(ComparedSweeps sweeps, string name)
    {
        if (!HasRange(sweeps, name) || sweeps.Objective is null)
            return null;
        ImmutableArray<ScatterDot> dots =
        [
            .. from pair in sweeps.Snapshots.Index()
               from trial in pair.Item.Comparable.Trials
               where Leaderboard.IsRanked(trial) && double.IsFinite(trial.Objective!.Value)
               let value = trial.Values.Find(name) as NumberValue
               where value is not null
               select new ScatterDot(new ChartPoint(value.Number, trial.Objective!.Value), trial.Number, false, pair.Index),
        ];
        if (dots.IsEmpty)
            return null;
        MetricName metric = MetricName.Parse(sweeps.Objective.Metric);
        MetricFormats formats = sweeps.Snapshots.MinBy(s => s.Formats.UnitOf(metric.Full) == AxisUnit.Percent)!.Formats;
        double low = dots.Min(d => d.At.X), high = dots.Max(d => d.At.X);
        ValueRange shown = ValueRange.WithoutOutliers(dots.Select(d => d.At.Y))!.Value;
        bool isLogarithmic = sweeps.Snapshots.SelectMany(s => s.Scales)
            .Any(c => c.Name == name && c is { IsRange: true, IsLogarithmic: true });
        return new ScatterChart
        {
            Title = $"{metric.Title} by {name}",
            Description = $"A dot for each of {Numbers.Count(dots.Length, "trial")} of {string.Join(", ", sweeps.Names)} by its "
                + $"{name} and its {metric.Words}.",
            X = isLogarithmic && low > 0 && low < high
                ? AxisRange.AroundLogarithmic(low, high, $"{name} (logarithmic)")
                : AxisRange.Around(low, high, name, AxisUnit.Number),
            Y = AxisRange.Around(shown.Low, shown.High, formats.Title(metric.Words, metric.Full), formats.UnitOf(metric.Full)),
            Dots = dots,
            Legend = [.. sweeps.Names.Select((label, i) => new LegendEntry(label) { Color = i })],
        };
    }

    /// <summary>The dots of such a chart with the sweeps that they are of.</summary>
    public static ChartTable Table(ScatterChart chart, ComparedSweeps sweeps) => new(
        ["Sweep", "Trial", chart.X.Title, chart.Y.Title],
        [
            .. chart.Dots.OrderBy(d => d.At.X).Select(d => (ImmutableArray<string>)
            [
                sweeps.Names[d.Color ?? 0], Numbers.Count(d.Trial), Numbers.Significant(d.At.X, 4),
                chart.Y.Unit == AxisUnit.Percent ? Numbers.Percent(d.At.Y) : Numbers.Format(d.At.Y),
            ]),
        ]);
}
