using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Rendering;
using Sweeper.Reporting.Svg;
using Color = global::ScottPlot.Color;
using Heatmap = global::ScottPlot.Plottables.Heatmap;
using Label = global::ScottPlot.Plottables.Text;
using Plot = global::ScottPlot.Plot;

namespace Sweeper.Reporting.ScottPlot;

/// <summary>Draws heatmaps and confusion matrices, with their values in the cells.</summary>
internal static class HeatmapPlot
{
    private const int CellHeight = 60;
    private const int Around = 110;
    private const int RoomForScale = 110;
    private const int NarrowestPlot = 220;
    private const int LowestPlot = 160;
    private const float FontSize = 13;
    private const double DarkFrom = 0.5;
    private const int LongestRowLabel = 26;
    private const int LongestColumnLabel = 16;

    /// <summary>Whether some cell has a colour: a matrix without one cannot be drawn.</summary>
    public static bool CanDraw(HeatmapChart chart) => chart.Cells.Any(r => r.Any(c => double.IsFinite(c.Value)));

    public static DrawnPlot Draw(HeatmapChart chart, ChartPlace place)
    {
        int rows = chart.Rows.Length, columns = chart.Columns.Length;
        if (chart.Cells.Length != rows || chart.Cells.Any(r => r.Length != columns))
            throw new ArgumentException($"The cells of '{chart.Title}' are not {rows} by {columns}.", nameof(chart));
        var plot = new Plot();
        plot.Title(PlotText.Plain(chart.Title));
        plot.XLabel(PlotText.Plain(chart.ColumnTitle));
        plot.YLabel(PlotText.Plain(chart.RowTitle));
        plot.HideGrid();
        bool hasScale = AddCells(plot, chart, place);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                AddLabel(plot, chart, chart.Cells[row][column], column, rows - 1 - row);
        }

        double[] across = [.. Enumerable.Range(0, columns).Select(c => (double)c)], down = [.. Enumerable.Range(0, rows).Select(r => (double)(rows - 1 - r))];
        string[] columnLabels = [.. chart.Columns.Select(c => PlotText.Plain(TextWidth.Shorten(c, LongestColumnLabel)))];
        string[] rowLabels = [.. chart.Rows.Select(r => PlotText.Plain(TextWidth.Shorten(r, LongestRowLabel)))];
        plot.Axes.Bottom.SetTicks(across, columnLabels);
        plot.Axes.Left.SetTicks(down, rowLabels);
        plot.Axes.SetLimits(-0.5, columns - 0.5, -0.5, rows - 0.5);
        double cellWidth = 20 + chart.Cells.SelectMany(r => r).Select(c => Math.Max(TextWidth.Of(c.Label), TextWidth.Of(c.Detail)))
            .Concat(columnLabels.Select(TextWidth.Of)).Max();
        double labels = rowLabels.Max(TextWidth.Of);
        int width = (int)Math.Max(Math.Max(NarrowestPlot, columns * cellWidth), TextWidth.Of(chart.Title) * 1.3) + (int)labels + Around + (hasScale ? RoomForScale : 0);
        return new DrawnPlot(plot, width, Math.Max(LowestPlot, rows * CellHeight) + Around);
    }

    // Returns whether there is a scale beside the cells: it would have wrong numbers where the colours run the other way.
    private static bool AddCells(Plot plot, HeatmapChart chart, ChartPlace place)
    {
        bool isAmount = chart.Scale is { Ramp: ColorRamp.Amount };
        bool isTurned = isAmount || chart.Scale is { IsReversed: true };
        double sign = isTurned ? -1 : 1;
        double[,] values = new double[chart.Rows.Length, chart.Columns.Length];
        for (int row = 0; row < chart.Rows.Length; row++)
        {
            for (int column = 0; column < chart.Columns.Length; column++)
            {
                double value = chart.Cells[row][column].Value;
                values[row, column] = double.IsFinite(value) ? sign * value : double.NaN;
            }
        }

        Heatmap map = plot.Add.Heatmap(values);
        map.Colormap = isAmount ? new global::ScottPlot.Colormaps.Blues() : new global::ScottPlot.Colormaps.Viridis();
        double low = chart.Scale?.Low ?? 0, high = chart.Scale?.High ?? 0;
        if (high <= low)
            high = low + 1;
        map.ManualRange = isTurned ? new global::ScottPlot.Range(-high, -low) : new global::ScottPlot.Range(low, high);
        map.RenderStrategy = new Heatmap.RenderStrategies.Rectangles();
        if (isTurned || chart.Scale is null || place.HasNoScale)
            return false;
        plot.Add.ColorBar(map).Label = PlotText.Plain(chart.Scale.Title);
        return true;
    }

    private static void AddLabel(Plot plot, HeatmapChart chart, HeatmapCell cell, int x, int y)
    {
        string text = cell.Detail.Length == 0 ? cell.Label : $"{cell.Label}\n{cell.Detail}";
        if (text.Length == 0)
            return;
        string marked = cell.IsMarked ? $"{text}\nbest" : text;
        Label label = plot.Add.Text(string.Join('\n', marked.Split('\n').Select(PlotText.Plain)), x, y);
        label.Alignment = global::ScottPlot.Alignment.MiddleCenter;
        label.LabelFontSize = FontSize;
        label.LabelFontColor = ColorOf(chart, cell);
    }

    private static Color ColorOf(HeatmapChart chart, HeatmapCell cell)
    {
        if (cell.Kind == HeatmapCellKind.Failed)
            return PlotPalette.Error;
        if (cell.Kind != HeatmapCellKind.Value || !double.IsFinite(cell.Value))
            return PlotPalette.Ink;
        double position = chart.Scale?.Position(cell.Value) ?? 0;
        bool isDark = chart.Scale is { Ramp: ColorRamp.Amount } ? position > DarkFrom : Viridis.WantsLightText(position);
        return isDark ? PlotPalette.Light : PlotPalette.Ink;
    }
}
