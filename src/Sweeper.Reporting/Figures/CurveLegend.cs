using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Figures;

/// <summary>The legend of learning curves: colours are trials, patterns are subsets, and the marks that occur.</summary>
internal static class CurveLegend
{
    public static IEnumerable<LegendEntry> Of(
        ImmutableArray<CurveGroup> groups, MetricName[] metrics, MetricName main,
            CurveSource[] behind, IEnumerable<LineSeries> series)
    {
        foreach (CurveGroup group in groups)
            yield return new LegendEntry(group.Label) { Color = group.Color };
        if (behind.Length > 0)
            yield return new LegendEntry(Behind(groups, behind)) { IsBackground = true };
        if (metrics.Length > 1)
        {
            foreach (MetricName metric in metrics.OrderBy(m => m != main))
                yield return new LegendEntry(metric.Subset ?? metric.Words) { Pattern = LearningCurves.Pattern(metric, main) };
        }

        MarkerShape[] shapes = [.. series.SelectMany(s => s.Markers).Select(m => m.Shape).Distinct().Order()];
        foreach (MarkerShape shape in shapes)
            yield return new LegendEntry(Words(shape)) { Marker = shape };
    }

    /// <summary>What a mark means.</summary>
    public static string Words(MarkerShape shape) => shape switch
    {
        MarkerShape.Disc => "best epoch",
        MarkerShape.Stop => "stopped early",
        _ => "pruned",
    };

    private static string Behind(ImmutableArray<CurveGroup> groups, CurveSource[] behind)
    {
        string which = groups.IsEmpty ? "all trials" : groups.Any(g => g.IsBand) ? "single trials" : "other trials";
        return behind.Any(s => s.Trial.State == TrialState.Pruned) ? $"{which} (thin: pruned)" : which;
    }
}
