using System.Collections.Immutable;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Drawing;

/// <summary>Draws scatter charts. Dots beyond the upright axis lie at its end.</summary>
internal static class ScatterPlot
{
    private const double Narrowest = 240;
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
        sheet.Lay(width, bottom + Below, left, PlotSizes.Top, width - PlotSizes.Right, bottom, chart.X, chart.Y);
        sheet.LabelAxes(chart.X, chart.Y, yTicks);
        foreach (ScatterDot dot in chart.Dots.OrderBy(d => d.IsMarked))
        {
            double y = Math.Clamp(dot.At.Y, chart.Y.Low, chart.Y.High);
            sheet.Draw(sheet.Root, new DiscShape(new ChartPoint(sheet.X!.Map(dot.At.X), sheet.Y!.Map(y)),
                dot.IsMarked ? MarkedRadius : Radius)
            {
                Class = dot.IsMarked ? "dot best" : "dot", Trial = dot.Trial,
            });
        }

        return sheet;
    }
}
