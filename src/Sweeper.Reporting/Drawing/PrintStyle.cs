using System.Text.RegularExpressions;
using Sweeper.Reporting.Styles;

namespace Sweeper.Reporting.Drawing;

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
