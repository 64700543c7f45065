namespace Sweeper.Cli.Tables;

/// <summary>
/// Breaks a text into lines: at its blanks; a word that is longer than a line behind its hyphens, underscores and the like; and
/// only what is still longer anywhere.
/// </summary>
internal static class LineBreaks
{
    private static readonly char[] Breaks = ['-', '_', '/', '.', ',', '}', '='];

    /// <summary>The lines, each of at most so many characters of a terminal; line breaks of the text stay.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="width">At least 1.</param>
    public static IEnumerable<string> Of(string text, int width) => text.Split('\n').SelectMany(l => Wrap(l, width));

    private static IEnumerable<string> Wrap(string text, int width)
    {
        while (TableWriter.Width(text) > width)
        {
            int room = 0;
            while (TableWriter.Width(text[..(room + 1)]) <= width)
                room++;
            room = Math.Max(1, room);
            int blank = text.LastIndexOf(' ', Math.Min(room, text.Length - 1));
            int end = blank > 0 ? blank : text.LastIndexOfAny(Breaks, room - 1) + 1;
            if (end <= 0)
                end = room;
            yield return text[..end].TrimEnd();
            text = text[end..].TrimStart();
        }

        yield return text;
    }
}
