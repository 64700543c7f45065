using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Sweeper.Experiments.Syntax;

/// <summary>Which plain scalars are numbers, booleans and nulls in YAML 1.1, as PyYAML resolves and constructs them.</summary>
public static partial class Yaml11
{
    /// <summary>What an unquoted scalar is.</summary>
    public static ScalarKind KindOf(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        _ when BooleanForm().IsMatch(plain) => ScalarKind.Boolean,
        _ when IntegerForm().IsMatch(plain) => ScalarKind.Integer,
        _ when FloatForm().IsMatch(plain) => ScalarKind.Float,
        _ => ScalarKind.Text,
    };

    /// <summary>The kind that a tag makes of a scalar; text for what is none of numbers, booleans and nulls.</summary>
    internal static ScalarKind KindOfTag(string tag) => tag switch
    {
        "!!int" => ScalarKind.Integer,
        "!!float" => ScalarKind.Float,
        "!!bool" => ScalarKind.Boolean,
        "!!null" => ScalarKind.Null,
        _ => ScalarKind.Text,
    };

    /// <summary>A scalar as a value of a kind, in a spelling of YAML 1.2; null where it is none.</summary>
    internal static string? ValueOf(string text, ScalarKind kind) => kind switch
    {
        ScalarKind.Boolean =>
            BooleanForm().IsMatch(text) ? (text.ToLowerInvariant() is "yes" or "true" or "on" ? "true" : "false") : null,
        ScalarKind.Integer => Integer(text),
        ScalarKind.Float => Float(text),
        _ => text,
    };

    private static string? Integer(string text)
    {
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        bool isNegative = digits.StartsWith('-');
        digits = digits.TrimStart('-', '+');
        BigInteger? value = digits switch
        {
            _ when digits.StartsWith("0b", StringComparison.Ordinal) => Digits(digits[2..], 2),
            _ when digits.StartsWith("0x", StringComparison.Ordinal) => Digits(digits[2..], 16),
            _ when digits.Contains(':', StringComparison.Ordinal) =>
                Sexagesimal(digits) is double parts ? (BigInteger)parts : null,
            _ when digits.Length > 1 && digits[0] == '0' => Digits(digits, 8),
            _ => Digits(digits, 10),
        };
        return value is BigInteger number ? (isNegative ? -number : number).ToString(CultureInfo.InvariantCulture) : null;
    }

    private static string? Float(string text)
    {
        if (FloatForm().IsMatch(text) && text.AsSpan().IndexOfAny('_', ':') < 0)
            return text;
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        double? number = digits.Contains(':', StringComparison.Ordinal)
            ? Sexagesimal(digits.TrimStart('-', '+')) * (digits.StartsWith('-') ? -1 : 1)
            : double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed)
                && double.IsFinite(parsed)
                ? parsed
                : null;
        return number is double value ? WithPoint(value.ToString("R", CultureInfo.InvariantCulture)) : null;
    }

    // Without a point it would be no float again.
    private static string WithPoint(string number)
    {
        if (number.AsSpan().IndexOfAny('.', 'N', 'I') >= 0)
            return number.Replace("NaN", ".nan", StringComparison.Ordinal).Replace("Infinity", ".inf", StringComparison.Ordinal);
        int exponent = number.IndexOf('E', StringComparison.Ordinal);
        return exponent < 0 ? $"{number}.0" : number.Insert(exponent, ".0");
    }

    private static BigInteger? Digits(string text, int radix)
    {
        BigInteger value = 0;
        foreach (char c in text)
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
                return null;
            value = (value * radix) + digit;
        }

        return text.Length == 0 ? null : value;
    }

    // Of base 60: hours, minutes and seconds.
    private static double? Sexagesimal(string text)
    {
        double value = 0;
        foreach (string part in text.Split(':'))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
                return null;
            value = (value * 60) + number;
        }

        return value;
    }

    [GeneratedRegex(@"^(yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex BooleanForm();

    [GeneratedRegex(
        @"^([-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex IntegerForm();

    [GeneratedRegex(
        @"^([-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?|\.[0-9][0-9_]*([eE][-+][0-9]+)?"
        + @"|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex FloatForm();
}
