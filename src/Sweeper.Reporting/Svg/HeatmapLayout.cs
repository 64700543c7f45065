using System.Collections.Immutable;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Svg;

/// <summary>Where everything in a heatmap goes, in chart units.</summary>
internal sealed class HeatmapLayout
{
    public const double Top = 26;
    public const double BarHeight = 10;
    private const double LongestBar = 256;
    private const int LongestRowLabel = 26;
    private const int LongestColumnLabel = 16;

    public HeatmapLayout(HeatmapChart chart, bool isCompact, bool hasBar)
    {
        RowLabels = [.. chart.Rows.Select(r => TextWidth.Shorten(r, LongestRowLabel))];
        ColumnLabels = [.. chart.Columns.Select(c => TextWidth.Shorten(c, LongestColumnLabel))];
        HasDetail = chart.Cells.Any(r => r.Any(c => c.Detail.Length > 0));
        double content = chart.Cells.SelectMany(r => r)
            .Select(c => Math.Max(TextWidth.Of(c.Label), TextWidth.Of(c.Detail)))
            .Concat(ColumnLabels.Select(TextWidth.Of))
            .DefaultIfEmpty(0)
            .Max();
        Left = 12 + RowLabels.Select(TextWidth.Of).DefaultIfEmpty(0).Max();
        CellWidth = isCompact
            ? content + 14
            : Math.Max(content + 20, Math.Min(132, (520 - Left) / Math.Max(1, chart.Columns.Length)));
        CellHeight = (isCompact, HasDetail) switch
        {
            (true, false) => 32,
            (true, true) => 40,
            (false, false) => 54,
            (false, true) => 58,
        };
        double titles = Math.Max(TextWidth.Of(chart.RowTitle), Math.Max(Left, TextWidth.Of(chart.ColumnTitle)));
        double scale = Left + (chart.Scale is null || !hasBar ? 0 : Math.Max(TextWidth.Of(chart.Scale.Title), LongestBar));
        Width = Math.Max(Left + chart.Columns.Length * CellWidth + 4, Math.Max(titles, scale) + 4);
        Bottom = Top + chart.Rows.Length * CellHeight;
        BarTop = Bottom + 74;
        Height = chart.Scale is null || !hasBar ? Bottom + 46 : BarTop + BarHeight + 22;
    }

    public double Width { get; }

    public double Height { get; }

    public double Left { get; }

    public double Bottom { get; }

    public double CellWidth { get; }

    public double CellHeight { get; }

    /// <summary>The upper edge of the colour bar.</summary>
    public double BarTop { get; }

    public ImmutableArray<string> RowLabels { get; }

    public ImmutableArray<string> ColumnLabels { get; }

    /// <summary>Whether cells have a second, small line.</summary>
    public bool HasDetail { get; }

    public double BarWidth => Math.Min(LongestBar, Width - Left - 4);
}
