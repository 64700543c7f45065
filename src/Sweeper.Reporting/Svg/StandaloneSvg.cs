using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Sweeper.Reporting.Svg;

/// <summary>Makes a file of a chart that was drawn for a page: with its style, its size, a margin, and white paper behind it.</summary>
internal static class StandaloneSvg
{
    private const double Margin = 14;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly XmlReaderSettings Reading = new() { CheckCharacters = false, DtdProcessing = DtdProcessing.Prohibit };

    private static readonly XmlWriterSettings Writing = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };

    /// <summary>The file, in UTF-8.</summary>
    /// <param name="markup">An <c>svg</c> element as a page has it, with a <c>viewBox</c>.</param>
    public static ImmutableArray<byte> Of(string markup)
    {
        using var reader = XmlReader.Create(new StringReader(markup), Reading);
        XElement chart = XElement.Load(reader);
        Clean(chart);
        Frame(chart);
        using var file = new MemoryStream();
        using (var writer = XmlWriter.Create(file, Writing))
            chart.Save(writer);
        file.WriteByte((byte)'\n');
        return [.. file.ToArray()];
    }

    // XML has no control characters, not even as references; and only the report's script asks for data attributes.
    private static void Clean(XElement chart)
    {
        foreach (XText text in chart.DescendantNodes().OfType<XText>())
            text.Value = Readable(text.Value);
        foreach (XAttribute attribute in chart.DescendantsAndSelf().Attributes().ToArray())
        {
            if (attribute.Name.LocalName.StartsWith("data-", StringComparison.Ordinal))
                attribute.Remove();
            else
                attribute.Value = Readable(attribute.Value);
        }
    }

    private static string Readable(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => r.IsBmp && !XmlConvert.IsXmlChar((char)r.Value) ? "\ufffd" : r.ToString()));

    private static void Frame(XElement chart)
    {
        double[] box = [.. chart.Attribute("viewBox")!.Value.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        string left = Text(box[0] - Margin), top = Text(box[1] - Margin), width = Text(box[2] + 2 * Margin), height = Text(box[3] + 2 * Margin);
        chart.SetAttributeValue("width", width);
        chart.SetAttributeValue("height", height);
        chart.SetAttributeValue("viewBox", $"{left} {top} {width} {height}");
        chart.Element(Svg + "desc")!.AddAfterSelf(
            new XElement(Svg + "style", PrintStyle.Text),
            new XElement(
                Svg + "rect",
                new XAttribute("x", left),
                new XAttribute("y", top),
                new XAttribute("width", width),
                new XAttribute("height", height),
                new XAttribute("fill", PrintStyle.Paper)));
    }

    private static string Text(double value) => PathData.Coordinate(value);
}
