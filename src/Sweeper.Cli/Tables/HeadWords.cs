namespace Sweeper.Cli.Tables;

/// <summary>Breaks the heads of columns between their words, and shortens words at their ends.</summary>
internal static class HeadWords
{
    private const int MostLines = 3;
    private const int FewestLetters = 3;

    // What a shortened word is shorter by than the longest that stays whole: one letter less would not be worth a full stop.
    private const int Saving = 2;

    /// <summary>A head in lines.</summary>
    /// <param name="head">Words with blanks between them, or with underscores, which stay where they are.</param>
    /// <param name="width">How wide the column is anyway: lines may be longer where a word is.</param>
    /// <param name="longestWord">Longer words are shortened, but none that the column has room for.</param>
    public static string[] Wrap(string head, int width, int longestWord)
    {
        string[] words = [.. head.Replace("_", "_ ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(w => Shorten(w, longestWord, width))];
        if (words.Length == 0)
            return [""];
        for (int room = Math.Max(width, words.Max(TableWriter.Width)); ; room++)
        {
            string[] lines = [.. Lines(words, room)];
            if (lines.Length <= MostLines)
                return lines;
        }
    }

    /// <summary>
    /// A word with a full stop for its end where it is too long; names with digits and other signs stay whole.
    /// </summary>
    public static string Shorten(string word, int longest, int room = 0)
    {
        string letters = word.TrimEnd('_');
        return word.Length <= Math.Max(longest, room) || !letters.All(char.IsAsciiLetter)
            ? word
            : $"{Abbreviate(letters, Math.Max(longest - Saving, room) - 1)}.{word[letters.Length..]}";
    }

    /// <summary>The first letters of a word, ending as abbreviations do, before a vowel: <c>archit</c>, <c>valid</c>.</summary>
    public static string Abbreviate(string word, int letters)
    {
        if (word.Length <= letters)
            return word;
        int end = Math.Max(letters, FewestLetters);
        while (end > FewestLetters && "aeiou".Contains(word[end - 1], StringComparison.Ordinal))
            end--;
        return word[..Math.Min(end, word.Length)];
    }

    private static IEnumerable<string> Lines(string[] words, int room)
    {
        string line = words[0];
        foreach (string word in words.Skip(1))
        {
            string longer = line.EndsWith('_') ? line + word : $"{line} {word}";
            if (TableWriter.Width(longer) > room)
            {
                yield return line;
                longer = word;
            }

            line = longer;
        }

        yield return line;
    }
}
