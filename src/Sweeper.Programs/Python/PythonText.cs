using System.Globalization;
using System.Text;

namespace Sweeper.Programs.Python;

/// <summary>How Python 3 writes numbers and text.</summary>
internal static class PythonText
{
    // repr of a float has an exponent below the one and from the other on.
    private const int LeastPlainExponent = -4;
    private const int LeastLargeExponent = 16;

    /// <summary>
    /// What <c>repr</c> makes of a float: the shortest digits that give it back, <c>0.001</c>, <c>1e-05</c>,
    /// <c>100000.0</c>, <c>1e+16</c>.
    /// </summary>
    public static string Float(double number)
    {
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        if (number == 0)
            return double.IsNegative(number) ? "-0.0" : "0.0";
        string shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        string[] parts = shortest.Split('E');
        int point = parts[0].IndexOf('.', StringComparison.Ordinal);
        string all = parts[0].Replace(".", "", StringComparison.Ordinal);
        string digits = all.TrimStart('0');
        int exponent = (point < 0 ? parts[0].Length : point) - (all.Length - digits.Length) - 1
            + (parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0);
        digits = digits.TrimEnd('0');
        string written = exponent is >= LeastPlainExponent and < LeastLargeExponent
            ? Plain(digits, exponent)
            : Scientific(digits, exponent);
        return number < 0 ? $"-{written}" : written;
    }

    /// <summary>What <c>repr</c> makes of text: in single quotes, or in double ones where only they need no escapes.</summary>
    public static string Quoted(string text)
    {
        char quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var quoted = new StringBuilder().Append(quote);
        foreach (Rune rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                int c when c == quote => $"\\{quote}",
                int c when IsPrintable(rune) => char.ConvertFromUtf32(c),
                <= 0xFF and int c => Escaped('x', c, 2),
                <= 0xFFFF and int c => Escaped('u', c, 4),
                int c => Escaped('U', c, 8),
            });
        }

        return quoted.Append(quote).ToString();
    }

    /// <summary>Text as <c>json.dumps</c> writes it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="onlyAscii">Whether everything beyond ASCII is escaped, by two escapes where it takes two UTF-16
    /// units.</param>
    public static string JsonQuoted(string text, bool onlyAscii)
    {
        var quoted = new StringBuilder().Append('"');
        foreach (char c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                _ when char.IsControl(c) || (c > '~' && onlyAscii) => Escaped('u', c, 4),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0)
            return $"0.{new string('0', -exponent - 1)}{digits}";
        string whole = digits.Length > exponent ? digits[..(exponent + 1)] : digits.PadRight(exponent + 1, '0');
        return $"{whole}.{(digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0")}";
    }

    private static string Scientific(string digits, int exponent)
    {
        string fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
        return string.Create(CultureInfo.InvariantCulture, 
            $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator);

    private static string Escaped(char letter, int code, int digits) =>
        $"\\{letter}{code.ToString($"x{digits}", CultureInfo.InvariantCulture)}";
}
