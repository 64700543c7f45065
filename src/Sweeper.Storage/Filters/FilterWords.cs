namespace Sweeper.Storage.Filters;

/// <summary>What counts as a word in filters.</summary>
internal static class FilterWords
{
    private static readonly HashSet<string> Keywords =
        new(["and", "or", "not", "in", "between", "like", "is", "null", "true", "false"], StringComparer.OrdinalIgnoreCase);

    public static bool IsKeyword(string word) => Keywords.Contains(word);

    /// <summary>Whether a name can stand without quotes.</summary>
    public static bool IsPlainName(string name) =>
        name.Length > 0 && IsStart(name[0]) && name.All(IsPart) && !IsKeyword(name);

    public static bool IsStart(char letter) => char.IsLetter(letter) || letter == '_';

    public static bool IsPart(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '.';
}
