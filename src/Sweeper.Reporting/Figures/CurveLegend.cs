using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;

namespace Sweeper.Reporting.Figures;

/// <summary>The legend of learning curves: colours are trials, patterns are subsets, and the marks that occur.</summary>
internal static class CurveLegend
{
    public static IEnumerable<LegendEntry> Of(
        CurveSource[] foreground, MetricName[] metrics, MetricName main, bool hasBackground, IEnumerable<LineSeries> series)
    {
        foreach (CurveSource source in foreground)
            yield return new LegendEntry(FormattableString.Invariant($"trial {source.Trial.Number}")) { Color = source.Color };
        if (hasBackground)
            yield return new LegendEntry(foreground.Length == 0 ? "all trials" : "other trials") { IsBackground = true };
        if (metrics.Length > 1)
        {
            foreach (MetricName metric in metrics.OrderBy(m => m != main))
                yield return new LegendEntry(metric.Subset ?? metric.Words) { Pattern = LearningCurves.Pattern(metric, main) };
        }

        MarkerShape[] shapes = [.. series.SelectMany(s => s.Markers).Select(m => m.Shape).Distinct().Order()];
        foreach (MarkerShape shape in shapes)
            yield return new LegendEntry(shape == MarkerShape.Disc ? "best epoch" : "stopped early") { Marker = shape };
    }
}
