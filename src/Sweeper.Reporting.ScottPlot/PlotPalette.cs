using Sweeper.Reporting.Svg;
using Color = global::ScottPlot.Color;

namespace Sweeper.Reporting.ScottPlot;

/// <summary>The colours of the report on paper, as plots take them.</summary>
internal static class PlotPalette
{
    /// <summary>The colour of text and of what has none of its own.</summary>
    public static Color Ink { get; } = Color.FromHex(PrintStyle.Value("--ink"));

    /// <summary>The colour of lines behind the others.</summary>
    public static Color Background { get; } = Color.FromHex(PrintStyle.Value("--background-line"));

    /// <summary>The colour of what went wrong.</summary>
    public static Color Error { get; } = Color.FromHex(PrintStyle.Value("--error"));

    /// <summary>The colour of text on dark cells.</summary>
    public static Color Light { get; } = Color.FromHex("#ffffff");

    /// <summary>A categorical colour, from 0; they begin again after the last.</summary>
    public static Color Categorical(int index) => Color.FromHex(PrintStyle.Value(FormattableString.Invariant($"--c{index % ChartColors.Count}")));
}
