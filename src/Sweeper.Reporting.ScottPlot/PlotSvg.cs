using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.ScottPlot;

/// <summary>
/// Completes the SVG that plots give: names and describes it, lets it scale, and numbers its clip paths anew, because their numbers count on
/// through all plots of a process.
/// </summary>
internal static partial class PlotSvg
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The file, in UTF-8.</summary>
    public static byte[] Complete(string xml, Chart chart, int width, int height)
    {
        XElement root = XElement.Parse(Numbered(xml), LoadOptions.PreserveWhitespace);
        if (root.Attribute("viewBox") is null)
            root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}"));
        root.AddFirst(new XElement(Svg + "title", PlotText.Plain(chart.Title)), new XElement(Svg + "desc", PlotText.Plain(chart.Description)));
        return Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting) + "\n");
    }

    /// <summary>The text with its clip paths numbered from 1 in the order in which they occur.</summary>
    internal static string Numbered(string xml)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return ClipPath().Replace(xml, id =>
        {
            if (!numbers.TryGetValue(id.Value, out int number))
                numbers[id.Value] = number = numbers.Count + 1;
            return string.Create(CultureInfo.InvariantCulture, $"cl_{number:x}");
        });
    }

    // As an identifier or a reference to one, not within a text that happens to read so.
    [GeneratedRegex("(?<=id=\"|#)cl_[0-9a-f]+")]
    private static partial Regex ClipPath();
}
