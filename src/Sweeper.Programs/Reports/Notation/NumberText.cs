using System.Globalization;

namespace Sweeper.Programs.Reports.Notation;

/// <summary>
/// Numbers as programs print them: <c>1e-05</c>, <c>.5</c>, <c>5.</c>, <c>1,234.5</c>, <c>0,713</c>, <c>-inf</c>,
/// <c>nan</c>. A comma stands before thousands where three digits follow it and it may, elsewhere before decimals.
/// </summary>
internal static class NumberText
{
    private static readonly string[] Words = ["nan", "infinity", "inf"];

    /// <summary>Reads the whole text as a number.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        text = text.Trim();
        return TryRead(text, 0, out value, out int end) && end == text.Length;
    }

    /// <summary>A percentage as a share: 88.45 is 0.8845 and not the double beside it.</summary>
    public static double OfPercent(double percent) => Math.Abs(percent) < 1e15 ? (double)((decimal)percent / 100)
        : percent / 100;

    /// <summary>
    /// Reads the number that starts at an index. A version, a date, a time or a number with letters at it (<c>3.74G</c>) is
    /// none: <paramref name="end"/> then still tells where what looked like one ends.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the number starts.</param>
    /// <param name="value">The number.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="hasCommas">Whether it may have commas in it; in notations of lists they stand between numbers.</param>
    public static bool TryRead(ReadOnlySpan<char> text, int start, out double value, out int end, bool hasCommas = true)
    {
        value = 0;
        end = start;
        if (!MayStart(text, start))
            return false;

        int digits = start + (text[start] is '+' or '-' ? 1 : 0);
        if (char.IsAsciiLetter(text[digits]))
            return TryReadWord(text, start, digits, out value, out end);

        bool isDecimalComma = hasCommas && HasDecimalComma(text, start, digits, out end);
        if (!isDecimalComma)
            end = EndOfNumber(text, digits, hasCommas);
        if (!EndsThere(text, end))
        {
            end = EndOfToken(text, end);
            return false;
        }

        ReadOnlySpan<char> number = text[start..end];
        string plain = isDecimalComma ? number.ToString().Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
            : number.Contains(',') ? number.ToString().Replace(",", "", StringComparison.Ordinal)
            : "";
        return double.TryParse(
            plain.Length > 0 ? plain : number, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>
    /// Whether a number may start here: a digit, or a sign, a point or a word of one, and nothing of a name before it.
    /// </summary>
    public static bool MayStart(ReadOnlySpan<char> text, int start)
    {
        if (start >= text.Length
            || (start > 0 && (char.IsLetterOrDigit(text[start - 1])
            || text[start - 1] is '_' or '.' or '@' or '#' or '/' or '$')))
            return false;
        // "model.ckpt-1000", "mAP50-95"
        if (start > 1 && text[start - 1] == '-' && char.IsLetterOrDigit(text[start - 2]))
            return false;

        int at = start + (text[start] is '+' or '-' ? 1 : 0);
        if (at >= text.Length)
            return false;

        char first = text[at];
        return char.IsAsciiDigit(first) || first is 'n' or 'N' or 'i' or 'I'
            || (first == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]));
    }

    private static bool TryReadWord(ReadOnlySpan<char> text, int start, int letters, out double value, out int end)
    {
        value = 0;
        end = start;
        foreach (string word in Words)
        {
            if (!text[letters..].StartsWith(word, StringComparison.OrdinalIgnoreCase))
                continue;

            int after = letters + word.Length;
            if (text[after..].StartsWith("(ind)", StringComparison.Ordinal))
                after += "(ind)".Length;
            if (after < text.Length && (char.IsLetterOrDigit(text[after]) || text[after] == '_'))
                return false;

            end = after;
            value = word == "nan" ? double.NaN : text[start] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        return false;
    }

    /// <summary>
    /// Whether what starts here is a number such as <c>0,713</c>, <c>12,5</c> or <c>1.234,5</c>, and neither one with thousands
    /// nor several that commas divide.
    /// </summary>
    private static bool HasDecimalComma(ReadOnlySpan<char> text, int start, int digits, out int end)
    {
        end = digits;
        int comma = AfterDigits(text, digits), whole = comma - digits;
        bool hasPoints = false;
        while (whole <= 3 && comma < text.Length && text[comma] == '.' && AfterDigits(text, comma + 1) == comma + 4)
            (comma, hasPoints) = (comma + 4, true);
        if (whole == 0 || comma >= text.Length || text[comma] != ',' || (start > 0 && text[start - 1] is ',' or '(' or '[' or '{'))
            return false;
        end = AfterDigits(text, comma + 1);
        int decimals = end - comma - 1;
        bool mayBeThousands = decimals == 3 && whole <= 3 && !hasPoints && (whole > 1 || text[digits] != '0');
        if (decimals == 0 || mayBeThousands || (end + 1 < text.Length && text[end] is ',' or '.' && char.IsAsciiDigit(text[end + 1])))
            return false;
        end = AfterExponent(text, end);
        return true;
    }

    private static int EndOfNumber(ReadOnlySpan<char> text, int at, bool hasCommas)
    {
        int end = AfterDigits(text, at);
        while (hasCommas && end - at <= 3 && IsThousands(text, end))
            (at, end) = (end + 1, end + 4);
        if (end < text.Length && text[end] == '.')
            end = AfterDigits(text, end + 1);
        return AfterExponent(text, end);
    }

    private static int AfterExponent(ReadOnlySpan<char> text, int end)
    {
        if (end >= text.Length || text[end] is not ('e' or 'E'))
            return end;
        int exponent = end + 1 + (end + 1 < text.Length && text[end + 1] is '+' or '-' ? 1 : 0);
        int after = AfterDigits(text, exponent);
        return after > exponent ? after : end;
    }

    private static bool IsThousands(ReadOnlySpan<char> text, int at) =>
        at > 0 && at + 3 < text.Length && text[at] == ',' && char.IsAsciiDigit(text[at - 1])
        && AfterDigits(text, at + 1) == at + 4;

    private static int AfterDigits(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }

    private static bool EndsThere(ReadOnlySpan<char> text, int end)
    {
        if (end >= text.Length)
            return true;

        bool digitNext = end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
        return text[end] switch
        {
            '_' or 'µ' => false,
            '.' or ':' or '-' => !digitNext,
            _ => !char.IsLetterOrDigit(text[end]),
        };
    }

    private static int EndOfToken(ReadOnlySpan<char> text, int end)
    {
        while (end < text.Length && !char.IsWhiteSpace(text[end])
            && text[end] is not (',' or ';' or '|' or ')' or ']' or '}' or '='))
            end++;
        return end;
    }
}
