using System.Globalization;
using System.Text;
using System.Xml;

namespace Sweeper.Reporting.Drawing;

/// <summary>
/// Rewrites the SVG that ScottPlot gives for a page: each shape is told by its stand-in colour, and gets the class by which the
/// page gives it a colour, light, dark or printed; texts are those of the chart, each with one anchor, for the browser to set.
/// </summary>
internal static class PlotSvg
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    /// <summary>The element.</summary>
    /// <param name="sheet">What is drawn, with stand-ins.</param>
    /// <param name="paper">What a file has around it; null in a page.</param>
    public static string Of(PlotSheet sheet, PlotPaper? paper = null)
    {
        List<Geometry>[] geometries = Read(sheet.ToXml(), sheet.Shapes.Count);
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text,
            new XmlWriterSettings { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment }))
            new Writing(writer, geometries, paper).Write(sheet);
        return text.ToString();
    }

    /// <summary>The text with a replacement character for each character that XML does not have.</summary>
    public static string Readable(string text) =>
        string.Concat(text.EnumerateRunes()
            .Select(r => r.IsBmp && !XmlConvert.IsXmlChar((char)r.Value) ? "\ufffd" : r.ToString()));

    // The shapes by their numbers, as they were drawn. Paper and clip paths are not among them.
    private static List<Geometry>[] Read(string xml, int count)
    {
        var geometries = new List<Geometry>[count];
        using var reader = XmlReader.Create(new StringReader(xml),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || Geometry.Of(reader) is not (int number, Geometry geometry)
                || number >= count)
                continue;
            (geometries[number] ??= []).Add(geometry);
        }

        return geometries;
    }

    private sealed record Geometry(string Tag, (string Name, string Value)[] Attributes)
    {
        public static (int, Geometry)? Of(XmlReader element)
        {
            string? color = element.GetAttribute("stroke") ?? element.GetAttribute("fill");
            if (color is not ['#', _, _, _, _, _, _] || PlotShape.NumberOf(uint.Parse(color.AsSpan(1), NumberStyles.HexNumber,
                CultureInfo.InvariantCulture)) is not int number)
                return null;
            string At(string name) => Rounded(element.GetAttribute(name) ?? "0");
            return (number, element.LocalName switch
            {
                "ellipse" => new Geometry("circle", [("cx", At("cx")), ("cy", At("cy")), ("r", At("rx"))]),
                "rect" => new Geometry("rect",
                    [("x", At("x")), ("y", At("y")), ("width", At("width")), ("height", At("height"))]),
                _ => new Geometry("path", [("d", Rounded(element.GetAttribute("d") ?? ""))]),
            });
        }

        // To a tenth; a line to the next point needs no letter.
        private static string Rounded(string numbers)
        {
            var text = new StringBuilder(numbers.Length);
            for (int i = 0; i < numbers.Length;)
            {
                int end = i;
                while (end < numbers.Length && (char.IsAsciiDigit(numbers[end]) || numbers[end] is '.' or '-' or 'e' or '+'))
                    end++;
                if (end == i)
                    text.Append(numbers[i] == 'L' ? ' ' : numbers[i]);
                else
                    text.Append(PathData.Coordinate(double.Parse(numbers.AsSpan(i, end - i), CultureInfo.InvariantCulture)));
                i = Math.Max(end, i + 1);
            }

            return text.ToString();
        }
    }

    private sealed class Writing(XmlWriter writer, List<Geometry>[] geometries, PlotPaper? paper)
    {
        public void Write(PlotSheet sheet)
        {
            Start("svg");
            Attribute("class", $"chart {sheet.Classes}".TrimEnd());
            if (paper is null)
            {
                SetSize(sheet.Width, sheet.Height, 0, 0, sheet.Width, sheet.Height);
                Attribute("role", "img");
                foreach ((string name, string value) in sheet.Facts)
                    Attribute(name, value);
            }
            else
            {
                (double width, double height) = paper.SizeOf(sheet);
                SetSize(width, height, -PlotPaper.Margin, -PlotPaper.Margin, sheet.Width + (2 * PlotPaper.Margin),
                    sheet.Height + (2 * PlotPaper.Margin));
            }

            writer.WriteElementString("title", Namespace, Readable(sheet.Chart.Title));
            writer.WriteElementString("desc", Namespace, Readable(sheet.Chart.Description));
            if (paper is not null)
                LayPaper(sheet, paper);
            Children(sheet.Root);
            writer.WriteEndElement();
        }

        private void SetSize(double width, double height, params double[] box)
        {
            Attribute("width", PathData.Coordinate(width));
            Attribute("height", PathData.Coordinate(height));
            Attribute("viewBox", string.Join(' ', box.Select(PathData.Coordinate)));
        }

        private void LayPaper(PlotSheet sheet, PlotPaper paper)
        {
            writer.WriteElementString("style", Namespace, PrintStyle.With(paper.Font));
            Start("rect");
            Attribute("x", PathData.Coordinate(-PlotPaper.Margin));
            Attribute("y", PathData.Coordinate(-PlotPaper.Margin));
            Attribute("width", PathData.Coordinate(sheet.Width + (2 * PlotPaper.Margin)));
            Attribute("height", PathData.Coordinate(sheet.Height + (2 * PlotPaper.Margin)));
            Attribute("fill", PrintStyle.Paper);
            writer.WriteEndElement();
        }

        private void Children(PlotGroup group)
        {
            foreach (PlotNode node in group.Children)
                Write(node);
        }

        private void Write(PlotNode node)
        {
            switch (node)
            {
                case PlotGroup inner:
                    Start(inner.Tag);
                    Common(inner);
                    Children(inner);
                    writer.WriteEndElement();
                    break;
                case PlotText text:
                    Write(text);
                    break;
                case PlotImage image:
                    Start("image");
                    Attribute("x", PathData.Coordinate(image.Box.Left));
                    Attribute("y", PathData.Coordinate(image.Box.Top));
                    Attribute("width", PathData.Coordinate(image.Box.Width));
                    Attribute("height", PathData.Coordinate(image.Box.Height));
                    Attribute("href", "data:image/png;base64," + Convert.ToBase64String(image.Content));
                    writer.WriteEndElement();
                    break;
                case PlotShape shape:
                    foreach (Geometry geometry in Joined(geometries[shape.Number] ?? []))
                        Write(shape, geometry);
                    break;
            }
        }

        // What ScottPlot draws as several paths of one kind is one to the page.
        private static List<Geometry> Joined(List<Geometry> parts) => parts.Count > 1 && parts.All(p => p.Tag == "path")
            ? [new Geometry("path", [("d", string.Concat(parts.Select(p => p.Attributes[0].Value)))])]
            : parts;

        private void Write(PlotShape shape, Geometry geometry)
        {
            Start(geometry.Tag);
            foreach ((string name, string value) in geometry.Attributes)
                Attribute(name, value);
            Common(shape);
            writer.WriteEndElement();
        }

        private void Write(PlotText text)
        {
            string x = PathData.Coordinate(text.X), y = PathData.Coordinate(text.Y);
            Start("text");
            Attribute("x", x);
            Attribute("y", y);
            if (text.Anchor != PlotAnchor.Start)
                Attribute("text-anchor", text.Anchor == PlotAnchor.Middle ? "middle" : "end");
            if (text.IsUpright)
                Attribute("transform", $"rotate(-90 {x} {y})");
            Common(text);
            writer.WriteString(Readable(text.Content));
            writer.WriteEndElement();
        }

        private void Common(PlotNode node)
        {
            if (node.Class is not null)
                Attribute("class", node.Class);
            if (paper is null && node.Trial is int trial)
                Attribute("data-trial", trial.ToString(CultureInfo.InvariantCulture));
            foreach ((string name, string value) in node.Attributes.Where(a => paper is null
                || !a.Name.StartsWith("data-", StringComparison.Ordinal)))
                Attribute(name, value);
            if (node.Title is not null)
                writer.WriteElementString("title", Namespace, Readable(node.Title));
        }

        private void Start(string tag) => writer.WriteStartElement(tag, Namespace);

        private void Attribute(string name, string value) => writer.WriteAttributeString(name, Readable(value));
    }
}
