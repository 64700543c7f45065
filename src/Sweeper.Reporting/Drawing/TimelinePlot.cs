using ScottPlot.Plottables;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;

namespace Sweeper.Reporting.Drawing;

/// <summary>Draws a timeline: lanes from top to bottom, and below what the looks of the spans mean.</summary>
internal static class TimelinePlot
{
    private const double Left = 40;
    private const double Tallest = 480;
    private const double LabelHeight = 10;
    private const double LeastSpan = 0.8;
    private const double Narrowest = 240;

    public static PlotSheet Of(TimelineChart chart, ChartPlace place, PlotLettering? lettering)
    {
        var sheet = new PlotSheet(chart, lettering) { Classes = "timeline" };
        int lanes = Math.Max(1, chart.Lanes);
        double laneHeight = Math.Min(Math.Clamp(220.0 / lanes, 10, 28), Tallest / lanes), gap = Math.Min(4, 0.3 * laneHeight);
        double width = Math.Max(place.Width ?? PlotSizes.Width, Narrowest), right = width - PlotSizes.Right,
            bottom = PlotSizes.Top + (chart.Lanes * laneHeight) + 4;
        TimelineKind[] kinds = [.. chart.Spans.Select(s => s.Kind).Distinct().Order()];
        var legend = new LegendLayout(kinds.Select(WordsOf), Left, right - Left, bottom + PlotSizes.LegendTop);
        var laneAxis = new Axis { Title = chart.LaneTitle, Low = -lanes, High = 0 };
        sheet.Lay(width, bottom + PlotSizes.LegendTop + legend.Height, Left, PlotSizes.Top, right, bottom, chart.Time, laneAxis);
        sheet.LabelAxes(chart.Time, laneAxis, []);
        int labelEvery = (int)Math.Ceiling(LabelHeight / laneHeight);
        for (int lane = 0; lane < chart.Lanes; lane += labelEvery)
            sheet.Root.Write(Left - 10, PlotSizes.Top + ((lane + 0.5) * laneHeight) + PlotSizes.HalfLetter,
                Numbers.Count(lane + 1), PlotAnchor.End);
        foreach (TimelineSpan span in chart.Spans)
            AddSpan(sheet, span, laneHeight, gap);
        foreach (double pause in chart.Pauses)
            AddPause(sheet, pause);
        Explain(sheet, kinds, legend);
        return sheet;
    }

    private static void AddSpan(PlotSheet sheet, TimelineSpan span, double laneHeight, double gap)
    {
        double start = sheet.X!.Map(span.Start), end = sheet.X.Map(span.End),
            top = PlotSizes.Top + (span.Lane * laneHeight) + (gap / 2);
        sheet.Draw(sheet.Root, new BoxShape(start, top, Math.Max(LeastSpan, end - start - 1), laneHeight - gap)
        {
            Class = $"span {ClassOf(span.Kind)}", Trial = span.Trial, Title = span.Description,
        });
    }

    private static void AddPause(PlotSheet sheet, double at)
    {
        BorrowedShape shape = sheet.Borrow("pause");
        VerticalLine line = sheet.Plot.Add.VerticalLine(at);
        line.LineColor = sheet.StrokeOf(shape);
        (line.LineWidth, line.LinePattern) = sheet.LineOf(shape);
    }

    private static void Explain(PlotSheet sheet, TimelineKind[] kinds, LegendLayout layout)
    {
        PlotGroup group = sheet.Root.Add(new PlotGroup { Class = "legend" });
        foreach ((TimelineKind kind, (double x, double y)) in kinds.Zip(layout.Places))
        {
            sheet.Draw(group, new BoxShape(x, y - 5, PlotSizes.Swatch - 4, 10) { Class = $"span {ClassOf(kind)}" });
            group.Write(x + PlotSizes.Swatch + PlotSizes.SwatchGap, y + PlotSizes.HalfLetter, WordsOf(kind));
        }
    }

    private static string WordsOf(TimelineKind kind) => kind switch
    {
        TimelineKind.Best => "best",
        TimelineKind.Stopped => "pruned or interrupted",
        TimelineKind.Failed => "failed or diverged",
        _ => "completed",
    };

    private static string ClassOf(TimelineKind kind) => kind switch
    {
        TimelineKind.Best => "best",
        TimelineKind.Stopped => "stopped",
        TimelineKind.Failed => "failed",
        _ => "done",
    };
}
