using System.Collections.Immutable;
using SkiaSharp;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;

namespace Sweeper.Reporting.Drawing;

/// <summary>Draws the weights of units as small pictures in rows.</summary>
internal static class WeightPlot
{
    private const int MostInARow = 8;
    private const double Size = 84;
    private const double Step = 96;
    private const double RowHeight = Size + 30;
    private const int LongestLabel = 10;
    private const int Shades = 12;
    private const int Colors = 3;

    public static PlotSheet Of(WeightChart chart, ChartPlace place, PlotLettering? lettering)
    {
        var sheet = new PlotSheet(chart, lettering) { Classes = "natural wide" };
        int perRow = place.Width is double wanted ? Math.Clamp((int)((wanted + Step - Size) / Step), 3, MostInARow) : MostInARow;
        int rows = (chart.Units.Length + perRow - 1) / perRow;
        string[] words = chart.Channels == Colors
            ? [$"mid-grey is 0; more of a colour speaks for the {chart.UnitName},", "less of it against it"]
            : [$"ink here speaks for the {chart.UnitName}", "against it"];
        double width = (perRow * Step) - (Step - Size), bottom = rows * RowHeight;
        var legend = new LegendLayout(words, 0, width, bottom);
        sheet.Lay(width, bottom + legend.Height, 0, 0, width, bottom);
        for (int i = 0; i < chart.Units.Length; i++)
            AddUnit(sheet, chart, chart.Units[i], i % perRow * Step, i / perRow * RowHeight);
        PlotGroup group = sheet.Root.Add(new PlotGroup { Class = "legend" });
        foreach ((int i, (double x, double y)) in legend.Places.Index())
        {
            if (chart.Channels != Colors)
                sheet.Draw(group, new BoxShape(x, y - 6, 12, 12) { Class = i == 0 ? "positive" : "negative" });
            group.Write(chart.Channels == Colors ? x : x + PlotSizes.Swatch - 8, y + PlotSizes.HalfLetter, words[i]);
        }

        return sheet;
    }

    private static void AddUnit(PlotSheet sheet, WeightChart chart, WeightPicture unit, double x, double y)
    {
        if (chart.Channels == Colors)
        {
            sheet.Root.Add(new PlotImage(SKRect.Create((float)x, (float)y, (float)Size, (float)Size),
                PngFile.Of(Enlarged(unit, chart.Width), chart.Width * Enlargement(chart.Width))));
        }
        else
        {
            foreach (IGrouping<int, (double, double, double)> runs in Pixels(unit, chart.Width, x, y)
                .GroupBy(p => p.Shade, p => p.Run).OrderBy(g => g.Key))
            {
                sheet.Draw(sheet.Root, new PixelShape([.. runs], Size / chart.Width)
                {
                    Class = runs.Key > 0 ? "positive" : "negative",
                    Attributes = [("fill-opacity", Numbers.Rounded(Math.Abs(runs.Key) / (double)Shades, 2))],
                });
            }
        }

        sheet.Draw(sheet.Root, new BoxShape(x, y, Size, Size) { Class = "unit" });
        sheet.Root.Write(x + (Size / 2), y + Size + 15, TextWidth.Shorten(unit.Label, LongestLabel), PlotAnchor.Middle);
    }

    // Pixels of one shade beside each other, as pieces of rows; weights next to nothing are paper.
    private static IEnumerable<(int Shade, (double, double, double) Run)> Pixels(WeightPicture unit, int width, double x,
        double y)
    {
        double side = Size / width;
        int[] shades = [.. unit.Shares.Select(s => (int)Math.Round(Shades * Math.Clamp(s, -1, 1)))];
        for (int start = 0, end; start < shades.Length; start = end)
        {
            end = start + 1;
            while (end % width != 0 && shades[end] == shades[start])
                end++;
            if (shades[start] != 0)
                yield return (shades[start], (x + (start % width * side), y + (start / width * side), (end - start) * side));
        }
    }

    // At least three pixels of the image to a unit of the chart: programs that read SVG smooth what they enlarge.
    private static int Enlargement(int width) => (int)Math.Ceiling(3 * Size / width);

    private static ImmutableArray<byte> Enlarged(WeightPicture unit, int pictureWidth)
    {
        int side = Enlargement(pictureWidth), rows = unit.Shares.Length / (pictureWidth * Colors), width = pictureWidth * side;
        var colors = ImmutableArray.CreateBuilder<byte>(rows * side * width * Colors);
        for (int y = 0; y < rows * side; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int place = ((y / side * pictureWidth) + (x / side)) * Colors;
                foreach (float share in unit.Shares.AsSpan(place, Colors))
                    colors.Add((byte)Math.Round(127.5 * (1 + Math.Clamp(share, -1, 1)), MidpointRounding.AwayFromZero));
            }
        }

        return colors.MoveToImmutable();
    }
}
