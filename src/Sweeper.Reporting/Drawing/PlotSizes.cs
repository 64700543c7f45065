using System.Text;
using System.Text.Json;

namespace Sweeper.Reporting.Drawing;

/// <summary>
/// The sizes and margins of charts, in pixels of a chart at its natural size, for what is drawn here and for what the page's
/// script draws anew.
/// </summary>
internal static class PlotSizes
{
    /// <summary>The width of curves, scatters, dots, bars and timelines.</summary>
    public const double Width = 480;

    /// <summary>From the top to the data area, where the title of the upright axis stands.</summary>
    public const double Top = 30;

    /// <summary>The base line of a title at the top.</summary>
    public const double TitleLine = 14;

    /// <summary>The height of the data area of curves.</summary>
    public const double CurveHeight = 240;

    /// <summary>From the data area to the right edge.</summary>
    public const double Right = 14;

    /// <summary>Beside the labels of an upright axis, left and right of them together.</summary>
    public const double LabelRoom = 12;

    /// <summary>From a label to the data area.</summary>
    public const double LabelGap = 8;

    /// <summary>From the middle of a label to its base line.</summary>
    public const double HalfLetter = 4;

    public const double TickLength = 4;

    /// <summary>From the data area down to the base line of the labels of ticks.</summary>
    public const double TickLine = 19;

    /// <summary>From the data area down to the base line of the title of the level axis.</summary>
    public const double AxisTitleLine = 37;

    /// <summary>From the data area down to the legend.</summary>
    public const double LegendTop = 46;

    /// <summary>Between two labels beside each other.</summary>
    public const double BetweenLabels = 10;

    /// <summary>The least distance of two labels below each other.</summary>
    public const double LineHeight = 15;

    public const double MarkRadius = 4.5;

    /// <summary>The radius of a point of a line that has no neighbours.</summary>
    public const double PointRadius = 3;

    /// <summary>How far a cross reaches from its middle to each side, up and down.</summary>
    public const double CrossReach = 4;

    /// <summary>How far a mark of an end reaches up and down.</summary>
    public const double StopReach = 6;

    public const double LegendRow = 21;
    public const double Swatch = 26;
    public const double SwatchGap = 6;
    public const double LegendGap = 18;

    /// <summary>Between two cells of a heatmap.</summary>
    public const double CellGap = 2;

    /// <summary>From the last cell of a heatmap to the right edge, for its outline.</summary>
    public const double CellEdge = 4;

    /// <summary>From the title of the columns of a heatmap down to its colour bar.</summary>
    public const double BarLine = 37;

    public const double BarHeight = 10;
    public const double LongestBar = 256;
    public const int BarSteps = 32;

    /// <summary>From the title of the colour bar to the bar.</summary>
    public const double BarTitle = 7;

    /// <summary>From the upper edge of the colour bar to the base line of what its ends stand for.</summary>
    public const double BarEnds = 25;

    /// <summary>From the upper edge of the colour bar to the lower one of the picture.</summary>
    public const double BarRoom = 32;

    /// <summary>From the top to the cells of a heatmap.</summary>
    public const double CellTop = 26;

    public const double CellHeight = 54;
    public const double CompactCellHeight = 32;
    public const double WidestCell = 132;

    /// <summary>Beside what is written in a cell, left and right of it together.</summary>
    public const double CellRoom = 14;

    /// <summary>The width that the cells of a heatmap fill where there is room.</summary>
    public const double HeatmapWidth = 520;

    /// <summary>Wider pictures scroll, as shrunk they could not be read.</summary>
    public const double WidestFitted = 640;

    public const int LongestRowLabel = 26;
    public const int LongestColumnLabel = 16;

    /// <summary>The same for the script, with the widths of letters and the colours of heatmaps.</summary>
    public static string Script { get; } = Write();

    private static string Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach ((string name, double size) in Sizes)
                json.WriteNumber(name, size);
            json.WriteStartArray("letters");
            foreach ((string letters, double width) in TextWidth.Widths)
            {
                json.WriteStartArray();
                json.WriteStringValue(letters);
                json.WriteNumberValue(width);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteStartArray("viridis");
            foreach ((int red, int green, int blue) in Viridis.Stops)
            {
                json.WriteStartArray();
                json.WriteNumberValue(red);
                json.WriteNumberValue(green);
                json.WriteNumberValue(blue);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return $"const sizes = {Encoding.UTF8.GetString(buffer.ToArray())};\n";
    }

    private static IEnumerable<(string Name, double Size)> Sizes =>
    [
        ("width", Width), ("top", Top), ("titleLine", TitleLine), ("curveHeight", CurveHeight), ("right", Right),
            ("labelRoom", LabelRoom),
        ("labelGap", LabelGap), ("halfLetter", HalfLetter), ("tickLength", TickLength), ("tickLine", TickLine),
            ("axisTitleLine", AxisTitleLine),
        ("legendTop", LegendTop), ("betweenLabels", BetweenLabels), ("markRadius", MarkRadius), ("pointRadius", PointRadius),
            ("stopReach", StopReach), ("crossReach", CrossReach),
        ("legendRow", LegendRow), ("swatch", Swatch), ("swatchGap", SwatchGap), ("legendGap", LegendGap), ("cellGap", CellGap),
            ("edge", CellEdge), ("barLine", BarLine),
        ("barHeight", BarHeight), ("longestBar", LongestBar), ("barSteps", BarSteps), ("barTitle", BarTitle),
            ("barEnds", BarEnds), ("barRoom", BarRoom), ("cellTop", CellTop),
        ("cellHeight", CellHeight), ("compactCellHeight", CompactCellHeight), ("widestCell", WidestCell), ("cellRoom", CellRoom),
            ("heatmapWidth", HeatmapWidth),
        ("widestFitted", WidestFitted), ("longestRowLabel", LongestRowLabel), ("longestColumnLabel", LongestColumnLabel),
            ("colors", ChartColors.Count),
    ];
}
