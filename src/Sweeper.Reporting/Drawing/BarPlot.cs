using System.Collections.Immutable;
using ScottPlot;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Drawing;

/// <summary>Draws bars from left to right with their values behind them.</summary>
internal static class BarPlot
{
    private const double RowHeight = 28;
    private const double Thickness = 16;
    private const double Below = 42;
    private const double LeastPlot = 110;
    private const int LongestLabel = 28;

    public static PlotSheet Of(BarChart chart, ChartPlace place, PlotLettering? lettering)
    {
        var sheet = new PlotSheet(chart, lettering) { Classes = "natural" };
        string[] labels = [.. chart.Bars.Select(b => Shortened(b.Label))];
        double left = 16 + TextWidth.Widest(labels), results = 10 + TextWidth.Widest(chart.Bars.Select(b => b.Text));
        double width = Math.Max(place.Width ?? PlotSizes.Width, left + LeastPlot + results),
            bottom = PlotSizes.CellTop + (chart.Bars.Length * RowHeight);
        ImmutableArray<AxisTick> ticks = sheet.LayRows(chart.Value, width, bottom + Below, left, width - results, bottom,
            chart.Bars.Length);
        sheet.Root.Write(0, PlotSizes.TitleLine, TextWidth.Fit(chart.CategoryTitle, width), kind: "axis-title");
        for (int i = 0; i < chart.Bars.Length; i++)
        {
            Charts.Bar bar = chart.Bars[i];
            double y = PlotSizes.CellTop + ((i + 0.5) * RowHeight);
            sheet.Root.Write(left - 10, y + PlotSizes.HalfLetter, labels[i], PlotAnchor.End, "category");
            BorrowedShape shape = sheet.Borrow(bar.IsSecondary ? "bar secondary" : "bar", tag: "rect", isLine: false);
            sheet.Plot.Add.Bar(new ScottPlot.Bar
            {
                Position = -(i + 0.5),
                Value = bar.Value,
                Size = Thickness / RowHeight,
                Orientation = Orientation.Horizontal,
                FillColor = sheet.FillOf(shape),
                LineWidth = 0,
            });
            sheet.Root.Write(sheet.X!.Map(bar.Value) + PlotSizes.LabelGap, y + PlotSizes.HalfLetter, bar.Text, kind: "value");
        }

        sheet.LabelRows(chart.Value, ticks, left, bottom);
        return sheet;
    }

    // Of a pair, both names, so that pairs with one of them stay apart.
    private static string Shortened(string label) => label.Split(BarChart.Pair) is [string first, string second]
        && label.Length > LongestLabel
        ? TextWidth.Shorten(first, LongestLabel / 2) + BarChart.Pair + TextWidth.Shorten(second, LongestLabel / 2)
        : TextWidth.Shorten(label, LongestLabel);
}
