using System.Globalization;

namespace Sweeper.Reporting.Formatting;

/// <summary>Writes numbers for people: sensible digits, invariant culture.</summary>
public static class Numbers
{
    private const char NoBreakSpace = '\u00a0';

    /// <summary>
    /// Four decimals below 10, fewer above, scientific where those would show nothing (0.0712, 12.35, 3.1e-05); whole numbers
    /// without decimals. NaN is <c>NaN</c>, infinities <c>∞</c> and <c>−∞</c>.
    /// </summary>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
            return NotFinite(value);
        double size = Math.Abs(value);
        string pattern = size switch
        {
            _ when size < 1e15 && value == Math.Truncate(value) => size < 1e6 ? "0" : "0.###e+00",
            < 0.001 or >= 1e6 => "0.##e+00",
            < 10 => "0.0000",
            < 1000 => "0.00",
            _ => "0.0",
        };
        return WithMinus(value.ToString(pattern, CultureInfo.InvariantCulture));
    }

    /// <summary>A fraction as per cent with two decimals: 0.9753 is <c>97.53 %</c>.</summary>
    public static string Percent(double fraction, int decimals = 2) => double.IsFinite(fraction)
        ? WithMinus((fraction * 100).ToString($"F{decimals}", CultureInfo.InvariantCulture)) + NoBreakSpace + "%"
        : NotFinite(fraction);

    /// <summary>A whole number with commas between groups of three digits from 10,000 on.</summary>
    public static string Count(long count) => count < 10_000
        ? count.ToString(CultureInfo.InvariantCulture)
        : count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A number with at most so many decimals and no trailing zeros, for coordinates and tick labels.</summary>
    public static string Rounded(double value, int decimals) =>
        Math.Round(value, decimals).ToString("0.###############", CultureInfo.InvariantCulture);

    /// <summary>A number with so many significant digits and no trailing zeros: 0.00123, 45.3, 1.2e-07.</summary>
    public static string Significant(double value, int digits)
    {
        if (!double.IsFinite(value))
            return NotFinite(value);
        double rounded = double.Parse(value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return WithMinus(Math.Abs(rounded) is 0 or (>= 1e-4 and < 1e6)
            ? rounded.ToString("0.##########", CultureInfo.InvariantCulture)
            : rounded.ToString("0.#####e+00", CultureInfo.InvariantCulture));
    }

    /// <summary>Replaces the hyphen that .NET writes by a minus sign, in the mantissa and the exponent.</summary>
    public static string WithMinus(string number) => number.Replace('-', '\u2212');

    private static string NotFinite(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "\u2212∞";
}
