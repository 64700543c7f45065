using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Drawing;

/// <summary>
/// Draws every kind of chart with ScottPlot. The same chart always gives the same picture. May be used by several threads.
/// </summary>
internal static class ChartDrawing
{
    /// <summary>The chart as an element of a page, which has its style and knows its data.</summary>
    public static string InPage(Chart chart, ChartPlace place)
    {
        using PlotSheet sheet = Sheet(chart, place);
        return PlotSvg.Of(sheet);
    }

    /// <summary>The chart as a plot.</summary>
    /// <param name="chart">Any.</param>
    /// <param name="place">How much room it gets.</param>
    /// <param name="lettering">How it is drawn; null where a page does that.</param>
    public static PlotSheet Sheet(Chart chart, ChartPlace place, PlotLettering? lettering = null) => chart switch
    {
        LineChart lines => LinePlot.Of(lines, place, lettering),
        HeatmapChart heatmap => HeatmapPlot.Of(heatmap, place, lettering),
        DotChart dots => DotPlot.Of(dots, place, lettering),
        ScatterChart scatter => ScatterPlot.Of(scatter, place, lettering),
        BarChart bars => BarPlot.Of(bars, place, lettering),
        ParallelChart parallel => ParallelPlot.Of(parallel, place, lettering),
        TimelineChart timeline => TimelinePlot.Of(timeline, place, lettering),
        WeightChart weights => WeightPlot.Of(weights, place, lettering),
        _ => throw new ArgumentException($"A {chart.GetType().Name} is of no known kind.", nameof(chart)),
    };
}

/// <summary>How much room a chart gets.</summary>
/// <param name="IsCompact">Whether it is one of several beside each other.</param>
/// <param name="HasNoScale">Whether its colour scale is left out, because a chart beside it has the same.</param>
/// <param name="Width">For how many pixels it is laid out, as far as its labels fit into them; null for its natural
/// width.</param>
public readonly record struct ChartPlace(bool IsCompact = false, bool HasNoScale = false, double? Width = null);

/// <summary>The categorical colours, which the style sheet defines as classes c0, c1, …</summary>
internal static class ChartColors
{
    /// <summary>How many there are; further categories begin again.</summary>
    public const int Count = 6;
}
