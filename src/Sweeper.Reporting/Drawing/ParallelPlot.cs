using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Drawing;

/// <summary>
/// Draws parallel coordinates: a line per trial over an axis per hyperparameter, the best in colour before the others.
/// </summary>
internal static class ParallelPlot
{
    private const double Top = 48;
    private const double Bottom = 318;
    private const double LegendTop = Bottom + 30;
    private const double Across = 980;
    private const double LeastStep = 120;
    private const double MostStep = 240;
    private const double RightRoom = 60;
    private const int LongestTitle = 40;
    private const int ManyLines = 150;
    private const int LongestLabel = 18;

    public static PlotSheet Of(ParallelChart chart, ChartPlace place, PlotLettering? lettering)
    {
        var sheet = new PlotSheet(chart, lettering) { Classes = "parallel natural wide" };
        int gaps = chart.Axes.Length - 1;
        double left = 16 + TextWidth.Widest(chart.Axes[0].Ticks.Select(t => TextWidth.Shorten(t.Label, LongestLabel)));
        double step = place.Width is double wanted
            ? Math.Max(LeastStep, (wanted - left - RightRoom) / gaps)
            : Math.Clamp(Across / gaps, LeastStep, MostStep);
        double width = left + (gaps * step) + RightRoom;
        ParallelRank[] ranks = [.. chart.Lines.Select(l => l.Rank).Distinct().OrderDescending()];
        var legend = new LegendLayout(ranks.Select(r => WordsOf(chart, r)), left, width - left, LegendTop);
        sheet.Lay(
            width, LegendTop + legend.Height, left, Top, width - RightRoom, Bottom,
            new Axis { Title = "", Low = 0, High = gaps }, new Axis { Title = "", Low = 0, High = 1 });
        PlotGroup lines = sheet.Root.Add(new PlotGroup { Class = chart.Lines.Length > ManyLines ? "lines many" : "lines" });
        foreach (ParallelLine line in chart.Lines)
        {
            // A trial without some hyperparameter goes straight from the axis before to the one after.
            IEnumerable<ChartPoint> points = line.Places.Select((p, i) => new ChartPoint(sheet.X!.Map(i), sheet.Y!.Map(p)))
                .Where(p => double.IsFinite(p.Y));
            sheet.Draw(lines, new PathShape([.. points]) { Class = $"strand {Kind(line.Rank)}", Trial = line.Trial });
        }

        bool isTight = IsTight(chart, step);
        for (int i = 0; i < chart.Axes.Length; i++)
            AddAxis(sheet, chart, i, isTight, isTight ? TitleRoom(chart, i, step) : double.PositiveInfinity);
        Explain(sheet, chart, ranks, legend);
        return sheet;
    }

    // On two lines, the next but one is the next; titles at both ends stand beside their axes, the others over them.
    private static double TitleRoom(ParallelChart chart, int index, double step)
    {
        int gaps = chart.Axes.Length - 1;
        double most = 1.3 * step;
        if (gaps == 2)
            return step - PlotSizes.BetweenLabels;
        if (gaps < 4 || (index != 0 && index != gaps))
            return most;
        double beside = Math.Min(most,
            TextWidth.Of(TextWidth.Shorten(chart.Axes[index == 0 ? 2 : gaps - 2].Title, LongestTitle)));
        return (2 * step) - (beside / 2) - PlotSizes.BetweenLabels;
    }

    private static void AddAxis(PlotSheet sheet, ParallelChart chart, int index, bool isTight, double room)
    {
        ParallelAxis axis = chart.Axes[index];
        double x = sheet.X!.Map(index);
        PlotGroup group = sheet.Root.Add(new PlotGroup { Class = "parallel-axis",
            Attributes = [("data-x", PathData.Coordinate(x))] });
        group.Write(x, index % 2 == 1 && isTight ? 14 : 30, TextWidth.Fit(TextWidth.Shorten(axis.Title, LongestTitle), room),
            AnchorOf(chart, index), "axis-title");
        (double Place, string Label)[] ticks = [.. Spaced(axis)];
        List<ChartPoint[]> marks = [[new(x, Top), new(x, Bottom)], .. ticks.Select(t =>
            (ChartPoint[])[new(x, sheet.Y!.Map(t.Place)), new(x - PlotSizes.TickLength, sheet.Y!.Map(t.Place))])];
        sheet.Draw(group, new PathShape(marks) { Class = "axis" });
        double labelRoom = index == 0
            ? double.PositiveInfinity
            : x - sheet.X.Map(index - 1) - PlotSizes.LabelGap - PlotSizes.BetweenLabels;
        foreach ((double at, string label) in ticks)
        {
            string shown = TextWidth.Fit(TextWidth.Shorten(label, LongestLabel), labelRoom);
            group.Write(x - PlotSizes.LabelGap, sheet.Y!.Map(at) + PlotSizes.HalfLetter, shown, PlotAnchor.End, "halo");
        }
    }

    // Labels are never closer to each other than their height: all are written, or every second, third, …
    private static IEnumerable<(double Place, string Label)> Spaced(ParallelAxis axis)
    {
        double[] places = [.. axis.Ticks.Select(t => t.Place * (Bottom - Top))];
        int stride = Enumerable.Range(1, Math.Max(1, places.Length))
            .First(s => Enumerable.Range(0, places.Length).Where(i => i % s == 0 && i + s < places.Length)
                .All(i => Math.Abs(places[i + s] - places[i]) >= PlotSizes.LineHeight));
        return axis.Ticks.Where((_, i) => i % stride == 0);
    }

    private static void Explain(PlotSheet sheet, ParallelChart chart, ParallelRank[] ranks, LegendLayout layout)
    {
        PlotGroup group = sheet.Root.Add(new PlotGroup { Class = "legend" });
        foreach ((ParallelRank rank, (double x, double y)) in ranks.Zip(layout.Places))
        {
            sheet.Draw(group, new PathShape(new ChartPoint(x, y),
                new ChartPoint(x + PlotSizes.Swatch, y)) { Class = $"shade {Kind(rank)}" });
            group.Write(x + PlotSizes.Swatch + PlotSizes.SwatchGap, y + PlotSizes.HalfLetter, WordsOf(chart, rank));
        }
    }

    private static string Kind(ParallelRank rank) => rank switch
    {
        ParallelRank.Best => "best",
        ParallelRank.Front => "front",
        _ => "behind",
    };

    private static string WordsOf(ParallelChart chart, ParallelRank rank) => rank switch
    {
        ParallelRank.Best => chart.BestTitle,
        ParallelRank.Front => "the best tenth",
        _ => "the others",
    };

    // Whether two neighbouring titles touch, and so have to stand on two lines.
    private static bool IsTight(ParallelChart chart, double step)
    {
        double[] widths = [.. chart.Axes.Select(a => TextWidth.Of(TextWidth.Shorten(a.Title, LongestTitle)))];
        return Enumerable.Range(1, widths.Length - 1)
            .Any(i => widths[i - 1] - LeftOf(i - 1) + LeftOf(i) + PlotSizes.BetweenLabels > step);

        double LeftOf(int axis) => AnchorOf(chart, axis) switch { PlotAnchor.Start => 0, PlotAnchor.End => widths[axis],
            _ => widths[axis] / 2 };
    }

    private static PlotAnchor AnchorOf(ParallelChart chart, int axis) =>
        axis == 0 ? PlotAnchor.Start : axis == chart.Axes.Length - 1 ? PlotAnchor.End : PlotAnchor.Middle;
}
