using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using SkiaSharp;
using Sweeper.Reporting.Styles;

namespace Sweeper.Reporting.Drawing;

/// <summary>
/// How <c>chart.css</c> has a part of a chart look on paper, for what draws without a browser. Of CSS it knows what that file
/// uses: rules of elements and classes within each other, of which the more specific and then the later one holds.
/// </summary>
internal sealed partial class PrintLook
{
    private static readonly (string[][] Steps, Dictionary<string, string> Declarations)[] Rules = [.. ReadRules()];
    private static readonly ConcurrentDictionary<string, PrintLook> Known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _values;

    private PrintLook(Dictionary<string, string> values) => _values = values;

    public SKColor? Fill => ColorOf("fill", "fill-opacity");

    public SKColor? Stroke => ColorOf("stroke", "stroke-opacity");

    public float StrokeWidth => Number("stroke-width", 1);

    public bool HasRoundEnds => _values.GetValueOrDefault("stroke-linecap") == "round";

    /// <summary>Whether the stroke lies behind the fill, as a halo.</summary>
    public bool HasHalo => _values.ContainsKey("paint-order");

    /// <summary>Whether edges are put on whole pixels, so that areas beside each other leave no seam.</summary>
    public bool IsCrisp => _values.GetValueOrDefault("shape-rendering") == "crispEdges";

    /// <summary>Lengths of dashes and gaps; empty for a solid line.</summary>
    public float[] Dash => _values.TryGetValue("stroke-dasharray", out string? dash)
        ? [.. dash.Split(' ').Select(n => float.Parse(n, CultureInfo.InvariantCulture))]
        : [];

    public float FontSize => Number("font-size", Number("font", 12.5f));

    public bool IsBold => Number("font-weight", 400) >= 600;

    /// <summary>The look of a part.</summary>
    public static PrintLook Of(PlotNode node)
    {
        string[] path = [.. Path(node)];
        PrintLook look = Known.GetOrAdd(string.Join('/', path), _ => Resolve([.. path.Select(Words)]));
        return node.Attributes.IsEmpty
            ? look
            : new PrintLook(new(look._values.Concat(node.Attributes.Select(a => KeyValuePair.Create(a.Name, a.Value)))
            .GroupBy(p => p.Key).Select(g => g.Last())));
    }

    private static IEnumerable<string> Path(PlotNode node) =>
        (node.Parent is PlotGroup parent ? Path(parent) : ["svg chart"]).Append($"{node.Tag} {node.Class}");

    private static PrintLook Resolve(string[][] path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (steps, declarations) in Rules.Where(r => Matches(r.Steps, path))
            .OrderBy(r => r.Steps.Sum(s => s.Sum(w => w[0] == '.' ? 100 : 1))))
        {
            foreach ((string name, string value) in declarations)
                values[name] = value;
        }

        return new PrintLook(values);
    }

    // The last step is the part itself, those before are about what it is in.
    private static bool Matches(string[][] steps, string[][] path)
    {
        int step = steps.Length - 1;
        for (int i = path.Length - 1; i >= 0 && step >= 0; i--)
        {
            if (steps[step].All(w => path[i].Contains(w)))
                step--;
            else if (i == path.Length - 1)
                return false;
        }

        return step < 0;
    }

    private static string[] Words(string part)
    {
        string[] words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [words[0], .. words.Skip(1).Select(w => "." + w)];
    }

    private static IEnumerable<(string[][], Dictionary<string, string>)> ReadRules()
    {
        foreach (Match rule in Rule().Matches(PrintStyle.Text))
        {
            Dictionary<string, string> declarations = new(Declaration().Matches(rule.Groups[2].Value)
                .Select(d => KeyValuePair.Create(d.Groups[1].Value, d.Groups[2].Value)));
            foreach (string selector in rule.Groups[1].Value.Split(','))
            {
                yield return ([.. selector.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(step => Word().Matches(step).Select(w => w.Value).ToArray())], declarations);
            }
        }
    }

    [GeneratedRegex(@"([^{}]+)\{([^}]*)\}")]
    private static partial Regex Rule();

    [GeneratedRegex(@"([a-z-]+): ([^;]+);")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\.?[a-z0-9-]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"[0-9.]+")]
    private static partial Regex Digits();

    private SKColor? ColorOf(string name, string opacityName)
    {
        if (!_values.TryGetValue(name, out string? text) || text == "none")
            return null;
        float opacity = Number(opacityName, 1) * Number("opacity", 1);
        return SKColor.Parse(text).WithAlpha((byte)Math.Round(255 * opacity));
    }

    private float Number(string name, float without) =>
        _values.TryGetValue(name, out string? text) && Digits().Match(text) is { Success: true } number
            ? float.Parse(number.Value, CultureInfo.InvariantCulture)
            : without;
}

/// <summary>
/// The style of charts that are files: that of the report on paper, with each variable replaced by its value, because many
/// programs that read SVG know no variables.
/// </summary>
internal static partial class PrintStyle
{
    private static readonly Dictionary<string, string> Values = ReadValues();

    /// <summary>The style sheet of a chart.</summary>
    public static string Text { get; } = Use().Replace(EmbeddedText.Read("chart.css"), use => Value(use.Groups[1].Value));

    /// <summary>The style sheet with a font of one's own; null for that of the report.</summary>
    public static string With(string? font) =>
        font is null ? Text : Text.Replace(Value("--sans"), $"\"{font}\", sans-serif", StringComparison.Ordinal);

    /// <summary>The colour of the paper.</summary>
    public static string Paper => Value("--page");

    /// <summary>The value of a variable of the report's style on paper, such as <c>--c0</c>.</summary>
    public static string Value(string variable) => Values[variable];

    // Light first, then what paper has otherwise; the later of two values holds.
    private static Dictionary<string, string> ReadValues()
    {
        string light = EmbeddedText.Read("colors.css").Split("@media")[0];
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match definition in Definition().Matches(light + EmbeddedText.Read("print.css")))
            values[definition.Groups[1].Value] = definition.Groups[2].Value;
        return values;
    }

    [GeneratedRegex(@"var\((--[a-z0-9-]+)\)")]
    private static partial Regex Use();

    [GeneratedRegex(@"(--[a-z0-9-]+): ([^;]+);")]
    private static partial Regex Definition();
}
