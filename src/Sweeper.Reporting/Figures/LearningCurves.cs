using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;

namespace Sweeper.Reporting.Figures;

/// <summary>
/// Shows how metrics went over the epochs, a chart for each quantity: <c>train_loss</c> and <c>validation_loss</c> share one.
/// The best trials are in colour with every subset, the others thin behind them with one.
/// </summary>
public static class LearningCurves
{
    /// <summary>So many trials are in the foreground.</summary>
    public const int Foreground = 3;

    /// <summary>So many quantities are drawn.</summary>
    public const int MostCharts = 8;

    // A logarithmic axis helps once values span more than a decade or so.
    private const double LogarithmicFrom = 12;

    /// <summary>The charts in the order in which the metrics were reported; empty when no epoch was.</summary>
    public static ImmutableArray<LineChart> Of(SweepSnapshot snapshot)
    {
        CurveSource[] sources = Sources(snapshot);
        return [.. Quantities(sources).Take(MostCharts).Select(metrics => Chart(snapshot, sources, [.. metrics]))];
    }

    // Background first and the best last, so that it is drawn on top.
    private static CurveSource[] Sources(SweepSnapshot snapshot)
    {
        var colors = snapshot.Entries.Where(e => e.Rank is not null).Take(Foreground)
            .Select((e, i) => (e.Trial.Number, Color: i))
            .ToDictionary(e => e.Number, e => e.Color);
        return
        [
            .. snapshot.Trials
                .Where(t => snapshot.Epochs.ContainsKey(t.Number))
                .Select(t => new CurveSource(t, snapshot.Epochs[t.Number], colors.TryGetValue(t.Number, out int c) ? c : null))
                .OrderByDescending(s => s.Color ?? int.MaxValue),
        ];
    }

    // Metrics by quantity. One that no trial has at two epochs was measured once, at the end, and is no curve.
    private static IEnumerable<IGrouping<string, MetricName>> Quantities(CurveSource[] sources)
    {
        var order = new List<string>();
        var most = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (CurveSource source in sources.OrderBy(s => s.Trial.Number))
        {
            var counts = source.Epochs.SelectMany(e => e.Metrics).Where(m => double.IsFinite(m.Value)).CountBy(m => m.Metric);
            foreach (KeyValuePair<string, int> metric in counts)
            {
                if (most.TryAdd(metric.Key, metric.Value))
                    order.Add(metric.Key);
                most[metric.Key] = Math.Max(most[metric.Key], metric.Value);
            }
        }

        bool isSingleEpoch = sources.All(s => s.Epochs.Length < 2);
        return order.Where(m => most[m] > 1 || isSingleEpoch).Select(MetricName.Parse).GroupBy(m => m.Quantity);
    }

    private static LineChart Chart(SweepSnapshot snapshot, CurveSource[] sources, MetricName[] metrics)
    {
        MetricName main = Main(metrics, snapshot.Sweep.Objective.Metric);
        CurveSource[] foreground = [.. sources.Where(s => s.Color is not null).OrderBy(s => s.Color)];
        var series = ImmutableArray.CreateBuilder<LineSeries>();
        foreach (CurveSource source in sources)
        {
            foreach (MetricName metric in metrics.Where(m => m == main || source.Color is not null).OrderBy(m => m == main))
                series.Add(source.Line(metric, Pattern(metric, main), metric == main && source.Color is not null));
        }

        Axis y = YAxis(snapshot, series, main);
        int first = sources.Min(s => s.Epochs[0].Epoch), last = sources.Max(s => s.Epochs[^1].Epoch);
        double room = first == last ? 0.5 : 0;
        return new LineChart
        {
            Title = $"{main.QuantityTitle} by epoch",
            Description = Describe(snapshot, foreground, main, sources.Length, y, series),
            X = new Axis { Title = "Epoch", Low = first - room, High = last + room, Unit = AxisUnit.Whole },
            Y = y,
            Series = series.ToImmutable(),
            Legend = [.. CurveLegend.Of(foreground, metrics, main, sources.Length > foreground.Length, series)],
        };
    }

    // Each quantity is judged on what was held out: the objective's own subset, else validation, else test.
    private static MetricName Main(MetricName[] metrics, string objective) =>
        metrics.Cast<MetricName?>().FirstOrDefault(m => m!.Value.Full == objective)
        ?? metrics.OrderBy(m => m.Subset switch { "validation" => 0, "test" => 1, _ => 2 }).First();

    internal static LinePattern Pattern(MetricName metric, MetricName main) =>
        metric == main ? LinePattern.Solid : metric.Subset == "train" ? LinePattern.Dashed : LinePattern.Dotted;

    private static Axis YAxis(SweepSnapshot snapshot, IEnumerable<LineSeries> series, MetricName main)
    {
        AxisUnit unit = snapshot.Formats.UnitOf(main.Full);
        string title = snapshot.Formats.Title(main.QuantityTitle, main.Full);
        ILookup<bool, double> values = series
            .SelectMany(s => s.Points.Where(p => double.IsFinite(p.Y)).Select(p => (IsForeground: s.Color is not null, p.Y)))
            .ToLookup(v => v.IsForeground, v => v.Y);
        double[] background = [.. values[false].Order()];

        // The background may leave the chart: a few trials that never learned must not flatten all the others.
        double[] shown = background.Length == 0
            ? [.. values[true]]
            : [.. values[true], ValueRange.Quantile(background, 0.04), ValueRange.Quantile(background, 0.96)];
        if (shown.Length == 0)
            return AxisRange.Around(0, 1, title, unit);

        double low = shown.Min(), high = shown.Max();
        return unit == AxisUnit.Number && low > 0 && high / low >= LogarithmicFrom && double.IsFinite(high / low)
            ? AxisRange.AroundLogarithmic(low, high, $"{title} (logarithmic)")
            : AxisRange.Around(low, high, title, unit);
    }

    private static string Describe(
        SweepSnapshot snapshot, CurveSource[] foreground, MetricName main, int count, Axis y, IEnumerable<LineSeries> series)
    {
        IEnumerable<string> ends = foreground.Select(s =>
            FormattableString.Invariant($"trial {s.Trial.Number} reaches ")
            + $"{snapshot.Formats.Format(main.Full, At(s, s.Trial.BestEpoch, main))} at its best epoch"
            + FormattableString.Invariant($", {s.Trial.BestEpoch}"));
        bool cuts = series.Any(s => s.Points.Any(p => p.Y < y.Low || p.Y > y.High));
        string which = count == 1 ? "one trial" : FormattableString.Invariant($"{count} trials");
        return $"{main.Words} of {which} over the epochs"
            + (foreground.Length == 0 ? "." : $": {string.Join("; ", ends)}.")
            + (cuts ? " Some lines of other trials leave the chart." : "");
    }

    private static double? At(CurveSource source, int? epoch, MetricName metric) =>
        source.Epochs.FirstOrDefault(e => e.Epoch == epoch)?.Find(metric.Full);
}
