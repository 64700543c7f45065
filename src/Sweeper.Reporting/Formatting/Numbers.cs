using System.Globalization;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Reporting.Formatting;

/// <summary>Writes numbers for people: sensible digits, invariant culture.</summary>
public static class Numbers
{
    private const int Digits = 4;
    private const char NoBreakSpace = '\u00a0';

    /// <summary>
    /// Four significant digits, and never fewer than stand before the point (0.07123, 12.35, 1235, 12346); scientific from a
    /// million on and below 0.0001 (3.1e-05); whole numbers without decimals. NaN is <c>NaN</c>, infinities <c>∞</c> and
    /// <c>−∞</c>.
    /// </summary>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
            return NotFinite(value);
        double size = Math.Abs(value);
        if (size < 1e15 && value == Math.Truncate(value))
            return WithMinus(value.ToString(size < 1e6 ? "0" : "0.###e+00", CultureInfo.InvariantCulture));
        if (size is < 0.0001 or >= 1e6)
            return WithMinus(value.ToString("0.###e+00", CultureInfo.InvariantCulture));

        // 9.99996 rounds to 10.00, so the digits before the point are counted after rounding.
        string rounded = value.ToString($"E{Digits - 1}", CultureInfo.InvariantCulture);
        int exponent = int.Parse(rounded.AsSpan(rounded.IndexOf('E') + 1), CultureInfo.InvariantCulture);
        return WithMinus(value.ToString($"F{Math.Max(0, Digits - 1 - exponent)}", CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// A number that somebody chose: whole ones up to 15 digits as they are, others with four significant digits and no
    /// trailing zeros.
    /// </summary>
    public static string Setting(NumberValue value) =>
        value.Number == Math.Truncate(value.Number) && Math.Abs(value.Number) < 1e15
            ? value.ToString()
            : Significant(value.Number, Digits);

    /// <summary>All digits, for whoever points at a number: the shortest text that reads back to the same number.</summary>
    public static string Whole(double value) =>
        double.IsFinite(value) ? WithMinus(value.ToString("R", CultureInfo.InvariantCulture)
            .Replace('E', 'e')) : NotFinite(value);

    /// <summary>A fraction as per cent with two decimals: 0.9753 is <c>97.53 %</c>.</summary>
    public static string Percent(double fraction, int decimals = 2) => double.IsFinite(fraction)
        ? WithMinus((fraction * 100).ToString($"F{decimals}", CultureInfo.InvariantCulture)) + NoBreakSpace + "%"
        : NotFinite(fraction);

    /// <summary>A difference of fractions in points of a hundred with two decimals: 0.0125 is <c>1.25 points</c>.</summary>
    public static string Points(double fraction) => double.IsFinite(fraction)
        ? WithMinus((fraction * 100).ToString("F2", CultureInfo.InvariantCulture)) + NoBreakSpace + "points"
        : NotFinite(fraction);

    /// <summary>A whole number with commas between groups of three digits from 10,000 on.</summary>
    public static string Count(long count) => count < 10_000
        ? count.ToString(CultureInfo.InvariantCulture)
        : count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A count with what is counted, in the singular for one: <c>1 trial</c>, <c>12 trials</c>.</summary>
    public static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{Count(count)} {noun}s";

    /// <summary>A number with at most so many decimals and no trailing zeros, for coordinates and tick labels.</summary>
    public static string Rounded(double value, int decimals) =>
        Math.Round(value, decimals).ToString("0.###############", CultureInfo.InvariantCulture);

    /// <summary>A number with so many significant digits and no trailing zeros: 0.00123, 45.3, 1.2e-07.</summary>
    public static string Significant(double value, int digits)
    {
        if (!double.IsFinite(value))
            return NotFinite(value);
        double rounded = double.Parse(value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);
        return WithMinus(Math.Abs(rounded) is 0 or (>= 1e-4 and < 1e6)
            ? rounded.ToString("0.##########", CultureInfo.InvariantCulture)
            : rounded.ToString("0.#####e+00", CultureInfo.InvariantCulture));
    }

    /// <summary>Replaces the hyphen that .NET writes by a minus sign, in the mantissa and the exponent.</summary>
    public static string WithMinus(string number) => number.Replace('-', '\u2212');

    private static string NotFinite(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "\u2212∞";
}
