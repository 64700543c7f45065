namespace Sweeper.Reporting.Svg;

/// <summary>Estimates how much room a text takes; which font a reader has is unknown, so it errs to the wide side.</summary>
internal static class TextWidth
{
    // The size to which the style sheet enlarges chart text on narrow screens: the layout must hold there too.
    private const double FontSize = 14;

    /// <summary>The width of a text in chart units.</summary>
    public static double Of(string text) => text.Sum(WidthOf) * FontSize;

    /// <summary>
    /// The text, or its beginning with an ellipsis when it is longer than <paramref name="length"/> characters.
    /// </summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length)
            return text;
        int end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    private static double WidthOf(char character) => character switch
    {
        'i' or 'l' or 'j' or '.' or ',' or ':' or '\'' or '|' or ' ' or '\u00a0' => 0.36,
        'f' or 't' or 'r' or '-' or '(' or ')' => 0.44,
        'm' or 'w' or 'M' or 'W' or '%' => 0.96,
        >= '\u2e80' => 1,
        _ when char.IsUpper(character) => 0.72,
        _ => 0.63,
    };
}
