using System.Globalization;
using System.Text.RegularExpressions;

namespace Sweeper.Experiments.Syntax;

/// <summary>Which plain scalars are numbers, booleans and nulls: YAML 1.2.2, section 10.3.2.</summary>
public static partial class CoreSchema
{
    /// <summary>What an unquoted scalar is.</summary>
    public static ScalarKind KindOf(string plain)
    {
        if (plain is "" or "~" or "null" or "Null" or "NULL")
            return ScalarKind.Null;
        if (plain is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
            return ScalarKind.Boolean;
        if (IntegerForm().IsMatch(plain))
            return ScalarKind.Integer;
        return FloatForm().IsMatch(plain) ? ScalarKind.Float : ScalarKind.Text;
    }

    /// <summary>The value of an integer or float; infinite when it is too large for a double.</summary>
    public static double NumberOf(string plain) => plain switch
    {
        _ when plain.StartsWith("0x", StringComparison.Ordinal) => Digits(plain, 16),
        _ when plain.StartsWith("0o", StringComparison.Ordinal) => Digits(plain, 8),
        _ when plain.EndsWith("nan", StringComparison.OrdinalIgnoreCase) => double.NaN,
        _ when plain.EndsWith("inf", StringComparison.OrdinalIgnoreCase) =>
            plain[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
        _ => double.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// Whether a whole number within ±2⁶² is the one that was written, and not the nearest one that a double can be.
    /// </summary>
    public static bool IsExact(string plain, double number) =>
        !decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal written)
            || written == (long)number;

    /// <summary>The value of a boolean.</summary>
    public static bool BooleanOf(string plain) => plain[0] is 't' or 'T';

    private static double Digits(string plain, int radix)
    {
        double value = 0;
        foreach (char digit in plain.AsSpan(2))
            value = value * radix + Convert.ToInt32(digit.ToString(), 16);
        return value;
    }

    [GeneratedRegex(@"^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex IntegerForm();

    [GeneratedRegex(
        @"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex FloatForm();
}
