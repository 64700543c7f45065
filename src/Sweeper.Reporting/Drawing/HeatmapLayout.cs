using System.Collections.Immutable;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Drawing;

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
