using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Svg;
using Bars = global::ScottPlot.Plottables.BarPlot;
using Plot = global::ScottPlot.Plot;

namespace Sweeper.Reporting.ScottPlot;

/// <summary>Draws bar charts: upright bars from left to right, whose long names are broken into lines.</summary>
internal static class BarPlot
{
    private const int Height = 420;
    private const int Around = 110;
    private const int LongestLabel = 28;
    private const double Paler = 0.5;

    /// <summary>Whether there are bars, all of a finite length.</summary>
    public static bool CanDraw(BarChart chart) => !chart.Bars.IsEmpty && chart.Bars.All(b => double.IsFinite(b.Value));

    public static DrawnPlot Draw(BarChart chart)
    {
        var plot = new Plot();
        plot.Title(PlotText.Plain(chart.Title));
        plot.XLabel(PlotText.Plain(chart.CategoryTitle));
        plot.YLabel(PlotText.Plain(chart.Value.Title));
        double[] values = [.. chart.Bars.Select(b => b.Value)];
        Bars bars = plot.Add.Bars(values);
        for (int i = 0; i < chart.Bars.Length; i++)
        {
            bars.Bars[i].Label = PlotText.Plain(chart.Bars[i].Text);
            bars.Bars[i].FillColor = chart.Bars[i].IsSecondary ? PlotPalette.Categorical(0).WithAlpha(Paler) : PlotPalette.Categorical(0);
        }

        string[][] names = [.. chart.Bars.Select(b => LinesOf(b.Label))];
        double[] places = [.. Enumerable.Range(0, names.Length).Select(i => (double)i)];
        string[] labels = [.. names.Select(n => string.Join('\n', n))];
        plot.Axes.Bottom.SetTicks(places, labels);
        PlotAxes.LabelLeft(plot, chart.Value);

        // The numbers above the bars need room.
        plot.Axes.SetLimits(-0.6, names.Length - 0.4, 0, 1.1 * chart.Value.High);
        double widest = names.SelectMany(n => n).Max(TextWidth.Of);
        return new DrawnPlot(plot, (int)(names.Length * (widest + 14)) + Around, Height + 16 * names.Max(n => n.Length));
    }

    // The two of a pair stand below each other.
    private static string[] LinesOf(string label) =>
        [.. label.Replace(" × ", " ×\n", StringComparison.Ordinal).Split('\n').Select(l => PlotText.Plain(TextWidth.Shorten(l, LongestLabel)))];
}
