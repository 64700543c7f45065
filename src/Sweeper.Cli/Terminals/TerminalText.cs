namespace Sweeper.Cli.Terminals;

/// <summary>
/// Makes text harmless that somebody else wrote, such as the name of a folder: it must not give orders to a terminal, nor have a
/// line read in another order than it stands.
/// </summary>
internal static class TerminalText
{
    /// <summary>The text with a picture in place of each control, but for the ends of lines.</summary>
    public static string Harmless(string text) => Replace(text, IsHarmful);

    /// <summary>The same in one line.</summary>
    public static string OneLine(string text) =>
        Replace(text.ReplaceLineEndings("\n").TrimEnd('\n'), c => c == '\n' || IsHarmful(c));

    private static bool IsHarmful(char character) => character != '\n' && (char.IsControl(character) || IsDirection(character));

    // Embeddings, overrides and isolates: they reorder what follows them, also beyond the text they stand in.
    private static bool IsDirection(char character) =>
        character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Replace(string text, Func<char, bool> isHarmful)
    {
        foreach (char character in text)
        {
            if (isHarmful(character))
            {
                return string.Create(text.Length, (text, isHarmful), static (span, state) =>
                {
                    for (int i = 0; i < span.Length; i++)
                        span[i] = state.isHarmful(state.text[i]) ? Picture(state.text[i]) : state.text[i];
                });
            }
        }

        return text;
    }

    // Unicode has a picture for each of the first 32 controls, and one for something unknown.
    private static char Picture(char control) => control < ' ' ? (char)('\u2400' + control) : '\uFFFD';
}
