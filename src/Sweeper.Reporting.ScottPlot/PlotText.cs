using System.Text;

namespace Sweeper.Reporting.ScottPlot;

/// <summary>Makes texts fit for plots, whose files are XML.</summary>
internal static class PlotText
{
    /// <summary>The text with a replacement character for each control character and each half of a pair that lacks the other.</summary>
    public static string Plain(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => Rune.IsControl(r) ? Rune.ReplacementChar.ToString() : r.ToString()));
}
