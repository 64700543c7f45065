using System.Collections.Immutable;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Drawing;

/// <summary>Draws scatter charts. Dots beyond the upright axis lie at its end.</summary>
internal static class ScatterPlot
{
    private const double Narrowest = 240;

    // So many can be pointed at, the best; the others are one path.
    private const int MostAlone = 400;
    private const double Height = 220;
    private const double Below = 44;
    private const double Radius = 4;
    private const double MarkedRadius = 5.5;

    public static PlotSheet Of(ScatterChart chart, ChartPlace place, PlotLettering? lettering)
    {
        var sheet = new PlotSheet(chart, lettering);
        double width = Math.Max(place.Width ?? PlotSizes.Width, Narrowest), bottom = PlotSizes.Top + Height;
        ImmutableArray<AxisTick> yTicks = AxisTicks.Of(chart.Y);
        double left = PlotSizes.LabelRoom + TextWidth.Widest(yTicks.Select(t => t.Label));
        var legend = new LegendLayout(chart.Legend.Select(e => e.Label), left, width - PlotSizes.Right - left, bottom + Below);
        sheet.Lay(width, bottom + Below + legend.Height, left, PlotSizes.Top, width - PlotSizes.Right, bottom, chart.X, chart.Y);
        sheet.LabelAxes(chart.X, chart.Y, yTicks);
        ChartPoint Place(ScatterDot dot) =>
            new(sheet.X!.Map(dot.At.X), sheet.Y!.Map(Math.Clamp(dot.At.Y, chart.Y.Low, chart.Y.High)));
        ScatterDot[] dots = [.. chart.Dots.OrderBy(d => d.IsMarked)];
        int together = dots.Any(d => d.Color is not null) ? 0 : Math.Max(0, dots.Length - MostAlone);
        if (together > 0)
            sheet.Draw(sheet.Root, new PathShape(dots.Take(together).Select(d => new[] { Place(d) })) { Class = "dots" });
        foreach (ScatterDot dot in dots.Skip(together))
        {
            sheet.Draw(sheet.Root, new DiscShape(Place(dot), dot.IsMarked ? MarkedRadius : Radius)
            {
                Class = dot.Color is int color ? Colored(color) : dot.IsMarked ? "dot best" : "dot",
                Trial = dot.Color is null ? dot.Trial : null,
            });
        }

        PlotGroup explanation = sheet.Root.Add(new PlotGroup { Class = "legend" });
        foreach ((LegendEntry entry, string label, (double x, double y)) in chart.Legend.Zip(legend.Labels, legend.Places))
        {
            var middle = new ChartPoint(x + (PlotSizes.Swatch / 2), y);
            sheet.Draw(explanation, new DiscShape(middle, MarkedRadius)
            {
                Class = entry.Color is int color ? Colored(color) : "dot best",
            });
            explanation.Write(x + PlotSizes.Swatch + PlotSizes.SwatchGap, y + PlotSizes.HalfLetter, label);
        }

        return sheet;
    }

    private static string Colored(int color) => $"dot mark c{color % ChartColors.Count}";
}
