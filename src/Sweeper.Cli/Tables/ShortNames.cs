namespace Sweeper.Cli.Tables;

/// <summary>
/// Shortens names that are too long for their column, at the ends of their words, with <c>…</c> for what is left out.
/// </summary>
internal static class ShortNames
{
    /// <summary>No name is shortened to less.</summary>
    public const int Shortest = 16;

    private static readonly char[] WordEnds = [' ', '-', '_', '/', '.', '#'];

    /// <summary>
    /// Names in at most so many characters each. Their beginnings stay; where two of them would then be the same, their ends
    /// too.
    /// </summary>
    /// <param name="names">Each with its characters.</param>
    public static string[] Of(IReadOnlyList<(string Text, int Width)> names) => Distinct(names, Beginning, BothEnds);

    /// <summary>Heads in lines of at most so many characters, told apart as names are.</summary>
    /// <param name="heads">Each with the characters of its lines.</param>
    public static string[][] Heads(IReadOnlyList<(string Text, int Width)> heads) =>
        [.. Distinct(heads, (t, w) => Lines(t, w, Beginning), (t, w) => Lines(t, w, BothEnds)).Select(h => h.Split('\n'))];

    private static string[] Distinct(
        IReadOnlyList<(string Text, int Width)> names, Func<string, int, string> shorten, Func<string, int, string> tellApart)
    {
        string[] shortened = [.. names.Select(n => shorten(n.Text, n.Width))];
        HashSet<string> ambiguous = [.. names.Zip(shortened, (n, s) => (n.Text, Shortened: s)).Distinct()
            .GroupBy(n => n.Shortened).Where(g => g.Skip(1).Any()).Select(g => g.Key)];
        return [.. names.Zip(shortened, (n, s) => ambiguous.Contains(s) ? tellApart(n.Text, n.Width) : s)];
    }

    private static string Lines(string head, int width, Func<string, int, string> shorten)
    {
        for (int length = TableWriter.Width(head); ; length--)
        {
            string[] lines = HeadWords.Wrap(shorten(head, length), width, int.MaxValue);
            if (length <= width || lines.All(l => TableWriter.Width(l) <= width))
                return string.Join('\n', lines);
        }
    }

    private static string Beginning(string name, int width)
    {
        if (TableWriter.Width(name) <= width)
            return name;
        int room = Math.Max(1, width - 1), end = name.LastIndexOfAny(WordEnds, room);
        return name[..(end > room / 2 ? end : room)] + "…";
    }

    private static string BothEnds(string name, int width)
    {
        if (TableWriter.Width(name) <= width)
            return name;
        int half = Math.Max(1, (width - 1) / 2), start = name.IndexOfAny(WordEnds, name.Length - half);
        string ending = name[(start < 0 ? name.Length - half : start)..];
        return Beginning(name, Math.Max(2, width - ending.Length)) + ending;
    }
}
