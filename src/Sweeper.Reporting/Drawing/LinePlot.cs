using System.Collections.Immutable;
using ScottPlot;
using ScottPlot.Plottables;
using Sweeper.Reporting.Charts;
using Axis = Sweeper.Reporting.Charts.Axis;
using LinePattern = Sweeper.Reporting.Charts.LinePattern;
using MarkerShape = Sweeper.Reporting.Charts.MarkerShape;

namespace Sweeper.Reporting.Drawing;

/// <summary>
/// Draws line charts: the lines behind as one path, those in front as lines of their own, and below what they are.
/// </summary>
internal static class LinePlot
{
    private const double Narrowest = 240;

    // Far outside is outside: places stay within what can be computed with.
    private const double Farthest = 4;

    public static PlotSheet Of(LineChart chart, ChartPlace place, PlotLettering? lettering)
    {
        var sheet = new PlotSheet(chart, lettering);
        double width = Math.Max(place.Width ?? PlotSizes.Width, Narrowest);
        ImmutableArray<AxisTick> yTicks = AxisTicks.Of(chart.Y);
        double left = PlotSizes.LabelRoom + TextWidth.Widest(yTicks.Select(t => t.Label)), right = width - PlotSizes.Right;
        double bottom = PlotSizes.Top + PlotSizes.CurveHeight;
        var legend = new LegendLayout(chart.Legend.Select(e => e.Label), left, right - left, bottom + PlotSizes.LegendTop);
        sheet.Lay(width, bottom + PlotSizes.LegendTop + legend.Height, left, PlotSizes.Top, right, bottom, chart.X, chart.Y);
        sheet.LabelAxes(chart.X, chart.Y, yTicks);
        AddLines(sheet, chart);
        foreach (LineSeries series in chart.Series)
        {
            foreach (ChartMarker marker in series.Markers.Where(m => sheet.X!.Contains(m.At.X) && sheet.Y!.Contains(m.At.Y)))
                Mark(sheet, sheet.Root, marker.Shape, series.Color, sheet.X!.Map(marker.At.X), sheet.Y!.Map(marker.At.Y));
        }

        Explain(sheet, chart.Legend, legend, bottom);
        return sheet;
    }

    private static void AddLines(PlotSheet sheet, LineChart chart)
    {
        PlotGroup frame = sheet.AddFrame();
        foreach (LineBand band in chart.Bands)
            AddBand(sheet, frame, chart, band);
        foreach (IGrouping<string, LineSeries> behind in chart.Series.Where(s => s.Color is null).GroupBy(Kind))
            sheet.Draw(frame, new PathShape(behind.Select(s => s.Points.Select(p => Near(chart, p)))) { Class = behind.Key });
        foreach (LineSeries series in chart.Series)
        {
            ChartPoint[] points = [.. series.Points.Select(p => Near(chart, p))];
            if (series.Color is not null)
                AddLine(sheet, frame, series, points);
            // A point without neighbours has no line.
            foreach (ChartPoint point in points.Where((p, i) => HasValue(points, i) && !HasValue(points, i - 1)
                && !HasValue(points, i + 1)))
                sheet.Draw(frame, new DiscShape(point, PlotSizes.PointRadius) { Class = Kind(series)
                    .Replace("line", "point", StringComparison.Ordinal), Trial = series.Trial });
        }
    }

    private static void AddLine(PlotSheet sheet, PlotGroup frame, LineSeries series, ChartPoint[] points)
    {
        BorrowedShape shape = sheet.Borrow(Kind(series), frame, trial: series.Trial, title: series.Label);
        Scatter line = sheet.Plot.Add.ScatterLine(points.Select(p => new Coordinates(p.X, p.Y)).ToArray());
        line.MarkerSize = 0;
        line.LineColor = sheet.StrokeOf(shape);
        (line.LineWidth, line.LinePattern) = sheet.LineOf(shape);
    }

    private static bool HasValue(ChartPoint[] points, int place) =>
        place >= 0 && place < points.Length && double.IsFinite(points[place].Y);

    private static void AddBand(PlotSheet sheet, PlotGroup frame, LineChart chart, LineBand band)
    {
        (ChartPoint Low, ChartPoint High)[] edges =
        [
            .. band.Low.Zip(band.High).Select(e => (Near(chart, e.First), Near(chart, e.Second)))
                .Where(e => double.IsFinite(e.Item1.Y) && double.IsFinite(e.Item2.Y)),
        ];
        if (edges.Length == 0)
            return;
        BorrowedShape shape = sheet.Borrow($"band {Color(band.Color)}", frame, isLine: false);
        FillY filled = sheet.Plot.Add.FillY([.. edges.Select(e => (e.Low.X, e.Low.Y, e.High.Y))]);
        filled.FillColor = sheet.FillOf(shape);
        filled.LineWidth = 0;
        filled.MarkerSize = 0;
    }

    private static void Explain(PlotSheet sheet, ImmutableArray<LegendEntry> entries, LegendLayout layout, double bottom)
    {
        PlotGroup group = sheet.Root.Add(new PlotGroup { Class = "legend" });
        foreach ((LegendEntry entry, string label, (double x, double y)) in entries.Zip(layout.Labels, layout.Places))
        {
            if (entry.Marker is MarkerShape shape)
                Mark(sheet, group, shape, entry.Color, x + (PlotSizes.Swatch / 2), y);
            else
                sheet.Draw(group, new PathShape(new ChartPoint(x, y),
                    new ChartPoint(x + PlotSizes.Swatch, y)) { Class = Kind(entry) });
            group.Write(x + PlotSizes.Swatch + PlotSizes.SwatchGap, y + PlotSizes.HalfLetter, label);
        }
    }

    private static void Mark(PlotSheet sheet, PlotGroup group, MarkerShape shape, int? color, double x, double y)
    {
        string kind = color is int index ? Color(index) : "neutral";
        ChartPoint At(double right, double down) => new(x + (right * PlotSizes.CrossReach), y + (down * PlotSizes.CrossReach));
        sheet.Draw(group, shape switch
        {
            MarkerShape.Disc => new DiscShape(new ChartPoint(x, y), PlotSizes.MarkRadius) { Class = $"mark {kind}" },
            MarkerShape.Stop => new PathShape(new ChartPoint(x, y - PlotSizes.StopReach),
                new ChartPoint(x, y + PlotSizes.StopReach)) { Class = $"stop {kind}" },
            _ => new PathShape([[At(-1, -1), At(1, 1)], [At(-1, 1), At(1, -1)]]) { Class = $"stop {kind}" },
        });
    }

    // The point as it is plotted.
    private static ChartPoint Near(LineChart chart, ChartPoint point) => new(Near(chart.X, point.X), Near(chart.Y, point.Y));

    private static double Near(Axis axis, double value)
    {
        double low = AxisMap.Scaled(axis.Low, axis.Scale), high = AxisMap.Scaled(axis.High, axis.Scale),
            room = Farthest * (high / 2 - low / 2);
        double place = AxisMap.Scaled(value, axis.Scale);
        return double.IsFinite(place) ? Math.Clamp(place, low - room, high + room) : double.NaN;
    }

    private static string Color(int index) => $"c{index % ChartColors.Count}";

    private static string Kind(LineSeries series) =>
        Kind(series.Color, series.Pattern, series.Color is null) + (series.IsPruned ? " pruned" : "");

    private static string Kind(LegendEntry entry) => Kind(entry.Color, entry.Pattern, entry.IsBackground);

    private static string Kind(int? color, LinePattern pattern, bool isBackground)
    {
        string line = isBackground ? "line background" : color is int index ? $"line {Color(index)}" : "line neutral";
        return pattern switch
        {
            LinePattern.Dashed => $"{line} dashed",
            LinePattern.Dotted => $"{line} dotted",
            _ => line,
        };
    }
}
