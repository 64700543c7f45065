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
