using Sweeper.Reporting.Charts;
using Color = global::ScottPlot.Color;
using FilledBand = global::ScottPlot.Plottables.FillY;
using PlotPattern = global::ScottPlot.LinePattern;
using Plot = global::ScottPlot.Plot;
using PlottedLine = global::ScottPlot.Plottables.Scatter;

namespace Sweeper.Reporting.ScottPlot;

/// <summary>Draws line charts. The legend lies above the lines, in room that the axis gives it there.</summary>
internal static class LinePlot
{
    private const int Width = 720;
    private const int PlotHeight = 400;
    private const int LegendRowHeight = 24;
    private const double BandOpacity = 0.18;
    private const double StopHeight = 0.02;
    private const float MarkSize = 9;

    /// <summary>Whether there is anything to draw, and a range to draw it in.</summary>
    public static bool CanDraw(LineChart chart) =>
        IsRange(chart.X) && IsRange(chart.Y) && chart.Series.Any(s => s.Points.Any(p => IsOn(chart, p)));

    public static DrawnPlot Draw(LineChart chart)
    {
        var plot = new Plot();
        plot.Title(PlotText.Plain(chart.Title));
        plot.XLabel(PlotText.Plain(chart.X.Title));
        plot.YLabel(PlotText.Plain(chart.Y.Title));
        foreach (LineBand band in chart.Bands)
            AddBand(plot, chart, band);
        int rows = AddLines(plot, chart) + AddMarks(plot, chart, MarkerShape.Disc, "best epoch") + AddMarks(plot, chart, MarkerShape.Stop, "stopped early");
        int height = PlotHeight + rows * LegendRowHeight;
        PlotAxes.LabelBottom(plot, chart.X);
        PlotAxes.LabelLeft(plot, chart.Y);
        double low = PlotAxes.Place(chart.Y, chart.Y.Low), high = PlotAxes.Place(chart.Y, chart.Y.High);
        double room = (high - low) * (rows + 1) * LegendRowHeight / PlotHeight;
        plot.Axes.SetLimits(PlotAxes.Place(chart.X, chart.X.Low), PlotAxes.Place(chart.X, chart.X.High), low, high + room);
        plot.ShowLegend(global::ScottPlot.Alignment.UpperRight);
        return new DrawnPlot(plot, Width, height);
    }

    // Lines of the background have one entry in the legend together. Returns the number of entries.
    private static int AddLines(Plot plot, LineChart chart)
    {
        int entries = 0;
        string behind = chart.Legend.FirstOrDefault(e => e.IsBackground)?.Label ?? "";
        foreach (LineSeries series in chart.Series.Where(s => s.Points.Any(p => IsOn(chart, p))))
        {
            PlottedLine line = Add(plot, chart, [.. series.Points.Select(p => IsOn(chart, p) ? p : p with { Y = double.NaN })]);
            line.Color = ColorOf(series);
            line.LineWidth = series.Color is not null ? 2.2f : series.IsPruned ? 0.6f : 1;
            line.LinePattern = series.Pattern switch
            {
                LinePattern.Dashed => PlotPattern.Dashed,
                LinePattern.Dotted => PlotPattern.Dotted,
                _ => PlotPattern.Solid,
            };
            string label = series.Color is null ? behind : series.Label;
            if (series.Color is null)
                behind = "";
            if (label.Length > 0)
            {
                line.LegendText = PlotText.Plain(label);
                entries++;
            }
        }

        return entries;
    }

    // Returns the number of entries in the legend.
    private static int AddMarks(Plot plot, LineChart chart, MarkerShape shape, string label)
    {
        int entries = 0;
        foreach (LineSeries series in chart.Series)
        {
            foreach (ChartPoint at in series.Markers.Where(m => m.Shape == shape && IsOn(chart, m.At)).Select(m => m.At))
            {
                PlottedLine mark = AddMark(plot, chart, shape, at);
                mark.Color = ColorOf(series);
                if (entries == 0 && chart.Legend.Any(e => e.Marker == shape))
                {
                    mark.LegendText = label;
                    entries = 1;
                }
            }
        }

        return entries;
    }

    private static PlottedLine AddMark(Plot plot, LineChart chart, MarkerShape shape, ChartPoint at)
    {
        double x = PlotAxes.Place(chart.X, at.X), y = PlotAxes.Place(chart.Y, at.Y);
        if (shape == MarkerShape.Disc)
        {
            PlottedLine disc = plot.Add.ScatterLine(new double[] { x }, new double[] { y });
            disc.MarkerSize = MarkSize;
            return disc;
        }

        double reach = StopHeight * (PlotAxes.Place(chart.Y, chart.Y.High) - PlotAxes.Place(chart.Y, chart.Y.Low));
        PlottedLine stop = plot.Add.ScatterLine(new double[] { x, x }, new double[] { y - reach, y + reach });
        stop.LineWidth = 3;
        return stop;
    }

    private static void AddBand(Plot plot, LineChart chart, LineBand band)
    {
        // Arrays of different length would be cut without an error.
        if (band.Low.Length != band.High.Length)
            throw new ArgumentException($"A band has {band.Low.Length} points below and {band.High.Length} above.", nameof(band));
        (ChartPoint Low, ChartPoint High)[] edges = [.. band.Low.Zip(band.High).Where(e => IsFinite(chart, e.First) && IsFinite(chart, e.Second))];
        if (edges.Length == 0)
            return;
        double[] xs = [.. edges.Select(e => PlotAxes.Place(chart.X, e.Low.X))];
        double[] low = [.. edges.Select(e => PlotAxes.Place(chart.Y, Math.Clamp(e.Low.Y, chart.Y.Low, chart.Y.High)))];
        double[] high = [.. edges.Select(e => PlotAxes.Place(chart.Y, Math.Clamp(e.High.Y, chart.Y.Low, chart.Y.High)))];
        FilledBand filled = plot.Add.FillY(xs, low, high);
        filled.FillColor = PlotPalette.Categorical(band.Color).WithAlpha(BandOpacity);
    }

    private static PlottedLine Add(Plot plot, LineChart chart, ChartPoint[] points)
    {
        double[] xs = [.. points.Select(p => PlotAxes.Place(chart.X, p.X))], ys = [.. points.Select(p => PlotAxes.Place(chart.Y, p.Y))];
        PlottedLine line = plot.Add.ScatterLine(xs, ys);
        line.MarkerSize = 0;
        return line;
    }

    private static Color ColorOf(LineSeries series) => series.Color is int index ? PlotPalette.Categorical(index) : PlotPalette.Background;

    private static bool IsRange(Axis axis) => PlotAxes.Place(axis, axis.High) > PlotAxes.Place(axis, axis.Low);

    private static bool IsFinite(LineChart chart, ChartPoint point) =>
        double.IsFinite(PlotAxes.Place(chart.X, point.X)) && double.IsFinite(PlotAxes.Place(chart.Y, point.Y));

    private static bool IsOn(LineChart chart, ChartPoint point) => IsFinite(chart, point) && point.Y >= chart.Y.Low && point.Y <= chart.Y.High;
}
