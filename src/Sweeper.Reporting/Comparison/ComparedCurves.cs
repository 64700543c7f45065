using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Formatting;

namespace Sweeper.Reporting.Comparison;

/// <summary>
/// The learning curves of the best trial of each sweep over each other, a chart for each metric that at least two have.
/// </summary>
internal static class ComparedCurves
{
    // A logarithmic axis helps once values span more than a decade or so.
    private const double LogarithmicFrom = 12;
    private const int MostCharts = 8;

    public static ImmutableArray<LineChart> Of(ComparedSweeps sweeps) =>
    [
        .. sweeps.Snapshots.SelectMany(s => s.CurveMetrics).GroupBy(m => m.Full).Where(g => g.Count() > 1).Select(g => g.First())
            .OrderBy(m => m.Subset == "train")
            .Select(m => Chart(sweeps, m)).OfType<LineChart>().Take(MostCharts),
    ];

    private static LineChart? Chart(ComparedSweeps sweeps, MetricName metric)
    {
        var lines = ImmutableArray.CreateBuilder<LineSeries>();
        var legend = ImmutableArray.CreateBuilder<LegendEntry>();
        for (int i = 0; i < sweeps.Snapshots.Length; i++)
        {
            SweepSnapshot snapshot = sweeps.Snapshots[i];
            if (snapshot.Best is null || !snapshot.Epochs.TryGetValue(snapshot.Best.Number, out var epochs))
                continue;
            LineSeries line = new CurveSource(snapshot.Best, epochs, i).Line(metric, LinePattern.Solid, isMarked: true);
            if (!line.Points.Any(p => double.IsFinite(p.Y)))
                continue;
            string name = FormattableString.Invariant($"{sweeps.Names[i]}, trial {snapshot.Best.Number}");
            lines.Add(line with { Label = name, Trial = null });
            legend.Add(new LegendEntry(name) { Color = i });
        }

        return lines.Count == 0 ? null : Chart(sweeps, metric, lines.DrainToImmutable(), legend.DrainToImmutable());
    }

    private static LineChart Chart(
        ComparedSweeps sweeps, MetricName metric, ImmutableArray<LineSeries> lines, ImmutableArray<LegendEntry> legend)
    {
        MetricFormats formats = sweeps.Snapshots[0].Formats;
        AxisUnit unit = sweeps.Snapshots.All(s => s.Formats.UnitOf(metric.Full) == AxisUnit.Percent)
            ? AxisUnit.Percent
            : AxisUnit.Number;
        string words = char.ToUpperInvariant(metric.Words[0]) + metric.Words[1..];
        string title = unit == AxisUnit.Percent ? formats.Title(words, metric.Full) : words;
        double[] values = [.. lines.SelectMany(l => l.Points).Select(p => p.Y).Where(double.IsFinite)];
        double[] epochs = [.. lines.SelectMany(l => l.Points).Select(p => p.X)];
        double low = values.Min(), high = values.Max(), room = epochs.Min() == epochs.Max() ? 0.5 : 0;
        return new LineChart
        {
            Title = $"{words} of the best trial of each sweep",
            Description = $"{words} by epoch of the best trial of {string.Join(", ", legend.Select(e => e.Label))}.",
            X = new Axis { Title = "Epoch", Low = epochs.Min() - room, High = epochs.Max() + room, Unit = AxisUnit.Whole },
            Y = unit == AxisUnit.Number && low > 0 && high / low >= LogarithmicFrom && double.IsFinite(high / low)
                ? AxisRange.AroundLogarithmic(low, high, $"{title} (logarithmic)")
                : AxisRange.Around(low, high, title, unit),
            Series = [.. lines.Reverse()],
            Legend =
            [
                .. legend,
                .. lines.SelectMany(l => l.Markers).Select(m => m.Shape).Distinct().Order()
                    .Select(shape => new LegendEntry(CurveLegend.Words(shape)) { Marker = shape }),
            ],
        };
    }
}
