namespace Sweeper.Storage.Filters;

/// <summary>A piece of a filter's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it is meant: without quotes, and with doubled quotes single.</param>
/// <param name="Position">Where it begins, in characters from 0.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int Position)
{
    public bool Is(string word) => Kind == FilterTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == FilterTokenKind.Symbol && Text == symbol;

    /// <summary>The token as a message calls it.</summary>
    public string Description => Kind switch
    {
        FilterTokenKind.End => "the end of the filter",
        FilterTokenKind.Text => $"the text '{Text}'",
        _ => $"'{Text}'",
    };
}

/// <summary>What a piece of a filter's text is.</summary>
internal enum FilterTokenKind
{
    /// <summary>A bare word: a keyword or a name.</summary>
    Word,

    /// <summary>A name in double quotes.</summary>
    QuotedName,

    Number,

    /// <summary>A text in single quotes.</summary>
    Text,

    /// <summary>A comparison, a parenthesis or a comma.</summary>
    Symbol,

    End,
}

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
