using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

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

    /// <summary>So many are drawn where no objective says which matter.</summary>
    public const int MostUnranked = 100;

    // A logarithmic axis helps once values span more than a decade or so.
    private const double LogarithmicFrom = 12;

    /// <summary>So many trials are in the background, the best ones.</summary>
    public const int Background = 150;

    /// <summary>The charts in the order in which the metrics were reported; empty when no epoch was.</summary>
    public static ImmutableArray<LineChart> Of(SweepSnapshot snapshot)
    {
        ImmutableArray<CurveGroup> groups = Groups(snapshot);
        HashSet<int> coloured = [.. groups.Where(g => !g.IsBand).SelectMany(g => g.Sources).Select(s => s.Trial.Number)];
        CurveSource[] behind =
        [
            .. snapshot.Entries.Select(e => e.Trial)
                .Where(t => snapshot.Epochs.ContainsKey(t.Number) && !coloured.Contains(t.Number))
                .Take(Background)
                .Select(t => new CurveSource(t, snapshot.Epochs[t.Number], null)),
        ];
        return groups.IsEmpty && behind.Length == 0
            ? []
            : [.. snapshot.CurveMetrics.GroupBy(m => m.Quantity)
                .Select(metrics => Chart(snapshot, groups, behind, [.. metrics]))];
    }

    /// <summary>What is in colour, from the best on: trials or, where there are repeats, settings.</summary>
    internal static ImmutableArray<CurveGroup> Groups(SweepSnapshot snapshot)
    {
        IEnumerable<IEnumerable<TrialRecord>> best = snapshot.Cells.HasRepeats
            ? snapshot.Cells.Entries.Where(e => e.Rank is not null).Select(e => e.Cell.Averaged.AsEnumerable())
            : snapshot.Entries.Where(e => e.Rank is not null).Select(e => Enumerable.Repeat(e.Trial, 1));
        var groups = ImmutableArray.CreateBuilder<CurveGroup>();
        foreach (IEnumerable<TrialRecord> trials in best.Take(Foreground))
        {
            int color = groups.Count;
            ImmutableArray<CurveSource> sources =
            [
                .. trials.Where(t => snapshot.Epochs.ContainsKey(t.Number))
                    .Select(t => new CurveSource(t, snapshot.Epochs[t.Number], color)),
            ];
            if (!sources.IsEmpty)
                groups.Add(new CurveGroup(sources, color));
        }

        return groups.DrainToImmutable();
    }

    // The best is drawn last, on top.
    private static LineChart Chart(SweepSnapshot snapshot, ImmutableArray<CurveGroup> groups, CurveSource[] behind,
        MetricName[] metrics)
    {
        MetricName main = Main(metrics, snapshot.Sweep.Objective.Metric);
        ImmutableArray<LineSeries> series =
        [
            .. behind.Reverse().Select(s => s.Line(main, LinePattern.Solid, isMarked: false)),
            .. from CurveGroup @group in groups.Reverse()
               from metric in metrics.OrderBy(m => m == main)
               select @group.Line(metric, Pattern(metric, main), metric == main),
        ];
        Axis y = YAxis(snapshot, InRange(series, behind), main);
        CurveSource[] all = [.. behind, .. groups.SelectMany(g => g.Sources)];
        int first = all.Min(s => s.Epochs[0].Epoch), last = all.Max(s => s.Epochs[^1].Epoch);
        double room = first == last ? 0.5 : 0;
        return new LineChart
        {
            Title = $"{main.QuantityTitle} by epoch",
            Description = Describe(snapshot, groups, main, all.Length, y, series),
            X = new Axis { Title = "Epoch", Low = first - room, High = last + room, Unit = AxisUnit.Whole },
            Y = y,
            Series = series,
            Bands = [.. groups.Reverse().Where(g => g.IsBand).Select(g => g.Band(main))],
            Legend = [.. CurveLegend.Of(groups, metrics, main, behind, series)],
        };
    }

    // Each quantity is judged on what was held out: the objective's own subset, else validation, else test.
    private static MetricName Main(MetricName[] metrics, string objective) =>
        metrics.Cast<MetricName?>().FirstOrDefault(m => m!.Value.Full == objective)
        ?? metrics.OrderBy(m => m.Subset switch { "validation" => 0, "test" => 1, _ => 2 }).First();

    internal static LinePattern Pattern(MetricName metric, MetricName main) =>
        metric == main ? LinePattern.Solid : metric.Subset == "train" ? LinePattern.Dashed : LinePattern.Dotted;

    // Losses of trials that diverged span any number of decades: they set the axis only where there are no others.
    private static IEnumerable<LineSeries> InRange(ImmutableArray<LineSeries> series, CurveSource[] behind)
    {
        HashSet<int> diverged = [.. behind.Where(s => s.Trial.State == TrialState.Diverged).Select(s => s.Trial.Number)];
        LineSeries[] others = [.. series.Where(s => s.Color is not null || s.Trial is not int trial
            || !diverged.Contains(trial))];
        return others.Length == 0 ? series : others;
    }

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
        SweepSnapshot snapshot, ImmutableArray<CurveGroup> groups, MetricName main, int count,
            Axis y, IEnumerable<LineSeries> series)
    {
        IEnumerable<string> ends = groups.Select(g => g.Sources[0]).Select(s =>
            FormattableString.Invariant($"trial {s.Trial.Number} reaches ")
            + $"{snapshot.Formats.Format(main.Full, At(s, s.Trial.BestEpoch, main))} at its best epoch"
            + FormattableString.Invariant($", {s.Trial.BestEpoch}"));
        bool cuts = series.Any(s => s.Points.Any(p => p.Y < y.Low || p.Y > y.High));
        string which = count == 1 ? "one trial" : FormattableString.Invariant($"{count} trials");
        return $"{main.Words} of {which} over the epochs"
            + (groups.IsEmpty ? "." : $": {string.Join("; ", ends)}.")
            + (cuts ? " Some lines of other trials leave the chart." : "");
    }

    private static double? At(CurveSource source, int? epoch, MetricName metric) =>
        source.Epochs.FirstOrDefault(e => e.Epoch == epoch)?.Find(metric.Full);
}

/// <summary>
/// How many points of each curve a report holds, so that it stays small enough to send however long the sweep was.
/// </summary>
internal static class CurveBudget
{
    /// <summary>A curve keeps at least so many points.</summary>
    public const int Fewest = 6;

    // Numbers of five digits: about 2 MB.
    private const int MostValues = 250_000;

    /// <summary>The most points a curve may have; null when all have fewer.</summary>
    /// <param name="epochs">The epochs of each trial.</param>
    /// <param name="metrics">How many metrics have curves.</param>
    public static int? Of(IReadOnlyCollection<IReadOnlyList<EpochMetrics>> epochs, int metrics)
    {
        if (epochs.Count == 0 || epochs.Sum(e => (long)e.Count) * metrics <= MostValues)
            return null;
        int most = Math.Max(Fewest, MostValues / (epochs.Count * Math.Max(1, metrics)));
        return epochs.Any(e => e.Count > most) ? most : null;
    }
}
