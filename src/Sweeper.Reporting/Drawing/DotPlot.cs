using System.Collections.Immutable;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Drawing;

/// <summary>
/// Draws dot charts: categories from top to bottom, values from left to right, their mean in a column of its own.
/// </summary>
internal static class DotPlot
{
    private const double RowHeight = 32;
    private const double Below = 46;
    private const double Radius = 5;
    private const double MeanReach = 9;
    private const double LeastPlot = 110;
    private const double Stretch = 6;
    private const double MostReach = 13;

    public static PlotSheet Of(DotChart chart, ChartPlace place, PlotLettering? lettering)
    {
        var sheet = new PlotSheet(chart, lettering) { Classes = "natural" };
        string[] labels = [.. chart.Categories.Select(c => TextWidth.Shorten(c.Label, PlotSizes.LongestRowLabel))];
        double left = 24 + TextWidth.Widest(labels), results = 20 + TextWidth.Widest(chart.Categories.Select(c => c.Text));
        double width = Math.Max(place.Width ?? PlotSizes.Width, left + LeastPlot + results),
            bottom = PlotSizes.CellTop + (chart.Categories.Length * RowHeight);
        ImmutableArray<AxisTick> ticks = sheet.LayRows(chart.Value, width, bottom + Below, left, width - results, bottom);
        sheet.Root.Write(0, PlotSizes.TitleLine, TextWidth.Fit(chart.CategoryTitle, width - 50), kind: "axis-title");
        sheet.Root.Write(width, PlotSizes.TitleLine, "mean", PlotAnchor.End, "axis-title");
        for (int i = 0; i < chart.Categories.Length; i++)
            AddRow(sheet, chart.Categories[i], labels[i], PlotSizes.CellTop + ((i + 0.5) * RowHeight), left, width - results);
        sheet.LabelRows(chart.Value, ticks, left, bottom);
        return sheet;
    }

    // As high as there are values in a stretch of the row, the highest as high as the row has room for.
    private static void Count(PlotSheet sheet, PlotGroup row, IEnumerable<DotValue> values, double y)
    {
        (double Place, int Count)[] stretches =
        [
            .. values.Select(v => Math.Floor(sheet.X!.Map(v.Value) / Stretch)).CountBy(p => p).OrderBy(p => p.Key)
                .Select(p => (p.Key * Stretch, p.Value)),
        ];
        int most = stretches.Max(s => s.Count);
        foreach ((double place, int count) in stretches)
        {
            double height = Math.Max(1, 2 * MostReach * count / most);
            sheet.Draw(row, new BoxShape(place, y - (height / 2), Stretch - 1, height) { Class = "count" });
        }
    }

    private static void AddRow(PlotSheet sheet, DotCategory category, string label, double y, double left, double right)
    {
        PlotGroup row = sheet.Root.Add(new PlotGroup { Class = category.IsMarked ? "marked" : null });
        row.Write(left - 12, y + PlotSizes.HalfLetter, label, PlotAnchor.End, "category");
        sheet.Draw(row, new PathShape(new ChartPoint(left, y), new ChartPoint(right, y)) { Class = "row" });
        if (category.Count > DotCategory.MostDots)
        {
            Count(sheet, row, category.Values, y);
        }
        else
        {
            foreach (DotValue value in category.Values)
                sheet.Draw(row, new DiscShape(new ChartPoint(sheet.X!.Map(value.Value), y), Radius) { Class = "dot",
                    Trial = value.Trial });
        }

        if (category.Mean is double mean && category.Count > 1)
        {
            double x = sheet.X!.Map(mean);
            sheet.Draw(row, new PathShape(new ChartPoint(x, y - MeanReach),
                new ChartPoint(x, y + MeanReach)) { Class = "mean" });
        }

        row.Write(sheet.Width, y + PlotSizes.HalfLetter, category.Text, PlotAnchor.End, "value");
    }
}
