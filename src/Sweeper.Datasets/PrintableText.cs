namespace Sweeper.Datasets;

/// <summary>Names that come from files, as messages and tables show them.</summary>
internal static class PrintableText
{
    /// <summary>
    /// The text with U+FFFD for each control character, so that it stays on one line and no terminal obeys it.
    /// </summary>
    public static string Of(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;
}
