using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;

namespace Sweeper.Reporting.Drawing;

/// <summary>Draws heatmaps and confusion matrices, with their values in the cells and the colour bar below.</summary>
internal static class HeatmapPlot
{
    private const int MostTrials = 1000;

    public static PlotSheet Of(HeatmapChart chart, ChartPlace place, PlotLettering? lettering)
    {
        if (chart.Cells.Length != chart.Rows.Length || chart.Cells.Any(r => r.Length != chart.Columns.Length))
            throw new ArgumentException($"The cells of '{chart.Title}' are not {chart.Rows.Length} by {chart.Columns.Length}.",
                nameof(chart));
        var layout = new HeatmapLayout(chart, place);
        var sheet = new PlotSheet(chart, lettering) { Classes = Classes(layout) };
        double right = layout.Left + (chart.Columns.Length * layout.CellWidth);
        sheet.Lay(layout.Width, layout.Height, layout.Left, PlotSizes.CellTop, right, layout.Bottom);
        sheet.Root.Write(0, PlotSizes.TitleLine, TextWidth.Fit(chart.RowTitle, layout.Width), kind: "axis-title");
        bool hasNames = chart.Cells.Sum(r => r.Sum(c => c.Trials.Length)) <= MostTrials;
        for (int r = 0; r < chart.Rows.Length; r++)
        {
            double top = PlotSizes.CellTop + (r * layout.CellHeight);
            sheet.Root.Write(layout.Left - PlotSizes.LabelGap, top + (layout.CellHeight / 2) + PlotSizes.HalfLetter,
                layout.RowLabels[r], PlotAnchor.End, "category");
            for (int c = 0; c < chart.Columns.Length; c++)
                AddCell(sheet, chart, layout, chart.Cells[r][c], layout.Left + (c * layout.CellWidth), top, hasNames);
        }

        LabelColumns(sheet, chart, layout);
        if (layout.HasBar)
            AddBar(sheet, chart.Scale!, layout);
        return sheet;
    }

    private static string Classes(HeatmapLayout layout) =>
        layout.Width > PlotSizes.WidestFitted ? "natural wide" : layout.HasDetail ? "natural dense" : "natural";

    private static void LabelColumns(PlotSheet sheet, HeatmapChart chart, HeatmapLayout layout)
    {
        for (int c = 0; c < chart.Columns.Length; c++)
        {
            double middle = layout.Left + ((c + 0.5) * layout.CellWidth);
            sheet.Root.Add(layout.IsUpright
                ? new PlotText(middle + PlotSizes.HalfLetter, layout.Bottom + 10, layout.ColumnLabels[c],
                    PlotAnchor.End) { Class = "category", IsUpright = true }
                : new PlotText(middle, layout.Bottom + 18, layout.ColumnLabels[c], PlotAnchor.Middle) { Class = "category" });
        }

        sheet.Root.Write(layout.Left + 1, layout.TitleLine, TextWidth.Fit(chart.ColumnTitle, layout.Width - layout.Left),
            kind: "axis-title");
    }

    private static void AddCell(PlotSheet sheet, HeatmapChart chart, HeatmapLayout layout, HeatmapCell cell, double left,
        double top, bool hasNames)
    {
        PlotGroup group = sheet.Root.Add(new PlotGroup
        {
            Class = ClassOf(chart, cell),
            Title = cell.Description,
            Trial = cell.Trials.Length == 1 ? cell.Trials[0] : null,
            Attributes = cell.Trials.Length > 1 && hasNames ? [("data-trials", string.Join(' ', cell.Trials))] : [],
        });
        const double Gap = PlotSizes.CellGap;
        sheet.Draw(group, new BoxShape(left + (Gap / 2), top + (Gap / 2), layout.CellWidth - Gap, layout.CellHeight - Gap)
        {
            Attributes = cell.Kind == HeatmapCellKind.Value ? Fill(chart.Scale, Position(chart, cell)) : [],
        });
        double x = left + (layout.CellWidth / 2), y = top + (layout.CellHeight / 2);
        if (cell.Label.Length > 0)
            group.Write(x, cell.Detail.Length > 0 ? y - 2 : y + PlotSizes.HalfLetter, cell.Label, PlotAnchor.Middle, "value");
        if (cell.Detail.Length > 0)
            group.Write(x, y + 13, cell.Detail, PlotAnchor.Middle, "detail");
    }

    private static void AddBar(PlotSheet sheet, ColorScale scale, HeatmapLayout layout)
    {
        double step = layout.BarWidth / PlotSizes.BarSteps;
        sheet.Root.Write(layout.Left + 1, layout.BarTop - PlotSizes.BarTitle, scale.Title);
        for (int i = 0; i < PlotSizes.BarSteps; i++)
        {
            double share = (i + 0.5) / PlotSizes.BarSteps;
            sheet.Draw(sheet.Root, new BoxShape(layout.Left + 1 + (i * step), layout.BarTop, step, PlotSizes.BarHeight)
            {
                Class = scale.Ramp == ColorRamp.Amount ? "step amount" : "step",
                Attributes = Fill(scale, scale.IsReversed ? 1 - share : share),
            });
        }

        sheet.Root.Write(layout.Left + 1, layout.BarTop + PlotSizes.BarEnds,
            EndLabel(scale, scale.Low, scale.CutsLow ? "≤ " : ""));
        sheet.Root.Write(layout.Left + layout.BarWidth, layout.BarTop + PlotSizes.BarEnds,
            EndLabel(scale, scale.High, scale.CutsHigh ? "≥ " : ""), PlotAnchor.End);
    }

    private static string ClassOf(HeatmapChart chart, HeatmapCell cell)
    {
        string kind = cell.Kind switch
        {
            HeatmapCellKind.Reference => "cell reference",
            HeatmapCellKind.Failed => "cell failed",
            HeatmapCellKind.Empty => "cell empty",
            _ when chart.Scale is { Ramp: ColorRamp.Amount } => "cell amount",
            _ => Viridis.WantsLightText(Position(chart, cell)) ? "cell on-dark" : "cell on-light",
        };
        return cell.IsMarked ? $"{kind} marked" : kind;
    }

    private static double Position(HeatmapChart chart, HeatmapCell cell) => chart.Scale?.Position(cell.Value) ?? 0.5;

    // Three quarters of the amount's colour at most: text in the colour of the page's text stays readable on it.
    private static ImmutableArray<(string, string)> Fill(ColorScale? scale, double position) =>
        scale is { Ramp: ColorRamp.Amount }
        ? [("fill-opacity", Numbers.Rounded(0.75 * position, 2))]
        : [("fill", Viridis.Color(position))];

    private static string EndLabel(ColorScale scale, double value, string relation) =>
        relation + (scale.Unit == AxisUnit.Percent ? Numbers.Percent(value) : Numbers.Format(value));
}

/// <summary>Where everything in a heatmap goes, in chart units.</summary>
internal sealed class HeatmapLayout
{

    public HeatmapLayout(HeatmapChart chart, ChartPlace place)
    {
        RowLabels = [.. chart.Rows.Select(r => TextWidth.Shorten(r, PlotSizes.LongestRowLabel))];
        ColumnLabels = [.. chart.Columns.Select(c => TextWidth.Shorten(c, PlotSizes.LongestColumnLabel))];
        HasDetail = chart.Cells.Any(r => r.Any(c => c.Detail.Length > 0));
        int columns = Math.Max(1, chart.Columns.Length);
        Left = PlotSizes.LabelRoom + TextWidth.Widest(RowLabels);
        double content = TextWidth.Widest(chart.Cells.SelectMany(r => r).SelectMany(c => new[] { c.Label, c.Detail })),
            labels = TextWidth.Widest(ColumnLabels);
        double most = place.Width ?? PlotSizes.WidestFitted;
        // Labels too long for their cells stand upright, before the picture gets too wide for a page.
        IsUpright = labels > content && Left + (columns * (labels + PlotSizes.CellRoom)) + PlotSizes.CellEdge > most;
        double least = (IsUpright ? Math.Max(content, PlotSizes.LineHeight) : Math.Max(content, labels)) + PlotSizes.CellRoom;
        double wanted = ((place.Width - PlotSizes.CellEdge ?? PlotSizes.HeatmapWidth) - Left) / columns;
        CellWidth = place.IsCompact ? least : Math.Max(least,
            place.Width is null ? Math.Min(PlotSizes.WidestCell, wanted) : wanted);
        CellHeight = (place.IsCompact ? PlotSizes.CompactCellHeight : PlotSizes.CellHeight)
            + (HasDetail ? place.IsCompact ? 8 : 4 : 0);
        HasBar = chart.Scale is not null && !place.HasNoScale;
        double titles = Math.Max(TextWidth.Of(chart.RowTitle), Left + TextWidth.Of(chart.ColumnTitle));
        double scale = HasBar ? Left + Math.Max(TextWidth.Of(chart.Scale!.Title), PlotSizes.LongestBar) : 0;
        Width = Math.Max(Left + (columns * CellWidth), Math.Max(Math.Min(titles, most), scale)) + PlotSizes.CellEdge;
        Bottom = PlotSizes.CellTop + (chart.Rows.Length * CellHeight);
        TitleLine = Bottom + (IsUpright ? labels + 26 : PlotSizes.AxisTitleLine);
        BarTop = TitleLine + PlotSizes.BarLine;
        Height = HasBar ? BarTop + PlotSizes.BarRoom : TitleLine + 9;
    }

    public double Width { get; }

    public double Height { get; }

    public double Left { get; }

    public double Bottom { get; }

    public double CellWidth { get; }

    public double CellHeight { get; }

    /// <summary>The base line of the title of the columns.</summary>
    public double TitleLine { get; }

    /// <summary>Whether the colour scale is explained.</summary>
    public bool HasBar { get; }

    /// <summary>The upper edge of the colour bar.</summary>
    public double BarTop { get; }

    public ImmutableArray<string> RowLabels { get; }

    public ImmutableArray<string> ColumnLabels { get; }

    /// <summary>Whether the labels of columns are read from below.</summary>
    public bool IsUpright { get; }

    /// <summary>Whether cells have a second, small line.</summary>
    public bool HasDetail { get; }

    public double BarWidth => Math.Min(PlotSizes.LongestBar, Width - Left - PlotSizes.CellEdge);
}
