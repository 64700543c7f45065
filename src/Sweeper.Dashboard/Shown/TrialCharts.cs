using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Dashboard.Shown;

/// <summary>A trial whose curves are shown.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Record">The trial.</param>
/// <param name="Epochs">Its epochs, ascending.</param>
public sealed record ShownTrial(string Name, TrialRecord Record, ImmutableArray<EpochMetrics> Epochs);

/// <summary>The learning curves of trials over each other, a chart for each metric.</summary>
internal static class TrialCharts
{
    private const int MostCharts = 12;

    // A logarithmic axis helps once values span more than a decade or so.
    private const double LogarithmicFrom = 12;

    public static ImmutableArray<LineChart> Of(ImmutableArray<ShownTrial> trials)
    {
        ImmutableArray<MetricName> metrics = CurveMetrics.Of([.. trials.Select(t => t.Epochs)]);
        var formats = new MetricFormats(trials.Select(t => t.Record), trials.SelectMany(t => t.Epochs));
        return [.. metrics.OrderBy(m => m.Subset == "train").Select(m => Chart(trials, m, formats)).OfType<LineChart>()
            .Take(MostCharts)];
    }

    private static LineChart? Chart(ImmutableArray<ShownTrial> trials, MetricName metric, MetricFormats formats)
    {
        LineSeries[] lines =
        [
            .. trials.Select((t, i) => new CurveSource(t.Record, t.Epochs, i)
                .Line(metric, LinePattern.Solid, isMarked: true) with { Label = t.Name, Trial = null })
                .Where(l => l.Points.Any(p => double.IsFinite(p.Y))),
        ];
        if (lines.Length == 0)
            return null;
        double[] values = [.. lines.SelectMany(l => l.Points).Select(p => p.Y).Where(double.IsFinite)];
        double[] epochs = [.. lines.SelectMany(l => l.Points).Select(p => p.X)];
        double low = values.Min(), high = values.Max(), room = epochs.Min() == epochs.Max() ? 0.5 : 0;
        AxisUnit unit = formats.UnitOf(metric.Full);
        string title = formats.Title(metric.Words, metric.Full);
        return new LineChart
        {
            Title = $"{metric.Title} by epoch",
            Description = $"{metric.Title} by epoch of {string.Join(", ", lines.Select(l => l.Label))}.",
            X = new Axis { Title = "Epoch", Low = epochs.Min() - room, High = epochs.Max() + room, Unit = AxisUnit.Whole },
            Y = unit == AxisUnit.Number && low > 0 && high / low >= LogarithmicFrom && double.IsFinite(high / low)
                ? AxisRange.AroundLogarithmic(low, high, $"{title} (logarithmic)")
                : AxisRange.Around(low, high, title, unit),
            Series = [.. lines.Reverse()],
            Legend = [.. lines.Select(l => new LegendEntry(l.Label) { Color = l.Color })],
        };
    }
}
