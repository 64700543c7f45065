using System.Collections.Immutable;

namespace Sweeper.Reporting.Drawing;

/// <summary>Estimates how much room a text takes; which font a reader has is unknown, so it errs to the wide side.</summary>
internal static class TextWidth
{
    // The size to which the style sheet enlarges chart text on narrow screens: the layout must hold there too.
    private const double FontSize = 14;
    private const double Usual = 0.63;
    private const double Capital = 0.72;
    private const double Ideograph = 1;

    /// <summary>
    /// The widths of letters that are narrower or wider than others, and of the others, in sizes of the font; the last two for
    /// capitals and ideographs.
    /// </summary>
    public static ImmutableArray<(string Letters, double Width)> Widths { get; } =
    [
        ("iljI.,:'| \u00a0", 0.36), ("ftr-()", 0.44), ("mwMW%", 0.96), ("", Usual), ("", Capital), ("", Ideograph),
            ("", FontSize),
    ];

    /// <summary>The width of a text in chart units.</summary>
    public static double Of(string text) => text.Sum(WidthOf) * FontSize;

    /// <summary>The widest of some texts; 0 for none.</summary>
    public static double Widest(IEnumerable<string> texts) => texts.Select(Of).DefaultIfEmpty(0).Max();

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

    /// <summary>The text, or as much of its beginning as fits, with an ellipsis, set in bold.</summary>
    public static string Fit(string text, double room)
    {
        int length = text.Length;
        while (length > 2 && 1.06 * Of(Shorten(text, length)) > room)
            length--;
        return Shorten(text, length);
    }

    private static double WidthOf(char character)
    {
        foreach ((string letters, double width) in Widths)
        {
            if (letters.Contains(character))
                return width;
        }

        return character >= '\u2e80' ? Ideograph : char.IsUpper(character) ? Capital : Usual;
    }
}
