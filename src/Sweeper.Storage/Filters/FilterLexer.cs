using System.Text;

namespace Sweeper.Storage.Filters;

/// <summary>Cuts the text of a filter into tokens.</summary>
internal static class FilterLexer
{
    private static readonly string[] Symbols = ["<=", ">=", "<>", "!=", "==", "<", ">", "=", "(", ")", ","];

    /// <summary>The tokens, <see cref="FilterTokenKind.End"/> last.</summary>
    /// <exception cref="FilterException">A character has no place in a filter, or a quote is not closed.</exception>
    public static List<FilterToken> Read(string text)
    {
        List<FilterToken> tokens = [];
        for (int position = 0; ;)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (position == text.Length)
            {
                tokens.Add(new FilterToken(FilterTokenKind.End, "", position));
                return tokens;
            }

            (FilterToken token, position) = ReadOne(text, position);
            tokens.Add(token);
        }
    }

    private static (FilterToken Token, int End) ReadOne(string text, int start)
    {
        char first = text[start];
        if (first is '\'' or '"')
            return ReadQuoted(text, start);
        if (char.IsAsciiDigit(first) || (first is '+' or '-' or '.' && StartsNumber(text, start + 1, allowPoint: first != '.')))
            return Token(FilterTokenKind.Number, text, start, EndOfNumber(text, start));
        if (FilterWords.IsStart(first))
        {
            int end = start + 1;
            while (end < text.Length && FilterWords.IsPart(text[end]))
                end++;
            return Token(FilterTokenKind.Word, text, start, end);
        }

        foreach (string symbol in Symbols)
        {
            if (string.CompareOrdinal(text, start, symbol, 0, symbol.Length) == 0)
                return (new FilterToken(FilterTokenKind.Symbol, symbol, start), start + symbol.Length);
        }

        throw new FilterException(start, first switch
        {
            '&' => "'&' has no meaning here; write and",
            '|' => "'|' has no meaning here; write or",
            '!' => "'!' has no meaning here; write not or !=",
            _ => $"'{first}' has no meaning here; a filter is made of names, numbers, 'texts', = != < <= > >= and words such as "
                + "and, or, not, in",
        });
    }

    private static bool StartsNumber(string text, int position, bool allowPoint) =>
        position < text.Length
        && (char.IsAsciiDigit(text[position])
            || (allowPoint && text[position] == '.' && StartsNumber(text, position + 1, allowPoint: false)));

    // Letters are taken along, so that "12abc" is one wrong number and not a number with a name behind it.
    private static int EndOfNumber(string text, int start)
    {
        int end = start + 1;
        while (end < text.Length && (FilterWords.IsPart(text[end]) || (text[end] is '+' or '-' && text[end - 1] is 'e' or 'E')))
            end++;
        return end;
    }

    private static (FilterToken Token, int End) ReadQuoted(string text, int start)
    {
        char quote = text[start];
        var content = new StringBuilder();
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] != quote)
            {
                content.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == quote)
            {
                content.Append(quote);
                i++;
            }
            else
            {
                FilterTokenKind kind = quote == '"' ? FilterTokenKind.QuotedName : FilterTokenKind.Text;
                return (new FilterToken(kind, content.ToString(), start), i + 1);
            }
        }

        throw new FilterException(start, $"the quote {quote} that opens here is not closed; a quote inside is written twice");
    }

    private static (FilterToken Token, int End) Token(FilterTokenKind kind, string text, int start, int end) =>
        (new FilterToken(kind, text[start..end], start), end);
}
