using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Formatting;

namespace Sweeper.Reporting.Drawing;

/// <summary>Where an axis has its ticks, at round numbers, and how they are labelled.</summary>
internal static class AxisTicks
{
    /// <summary>The ticks of an axis in ascending order, within its range; about <paramref name="count"/> of them.</summary>
    public static ImmutableArray<AxisTick> Of(Axis axis, int count = 5) =>
        axis.Scale == AxisScale.Logarithmic ? Logarithmic(axis, count) : Linear(axis, count);

    /// <summary>The ticks whose labels have room beside each other: all, or every second, third, …</summary>
    /// <param name="ticks">In ascending order.</param>
    /// <param name="place">Where the middle of a label goes.</param>
    public static ImmutableArray<AxisTick> Spaced(ImmutableArray<AxisTick> ticks, Func<double, double> place)
    {
        double[] places = [.. ticks.Select(t => place(t.Value))], widths = [.. ticks.Select(t => TextWidth.Of(t.Label))];
        int stride = Enumerable.Range(1, Math.Max(1, ticks.Length)).First(s => Enumerable.Range(0, ticks.Length)
            .Where(i => i % s == 0 && i + s < ticks.Length)
            .All(i => Math.Abs(places[i + s] - places[i]) >= ((widths[i] + widths[i + s]) / 2) + PlotSizes.BetweenLabels));
        return [.. ticks.Where((_, i) => i % stride == 0)];
    }

    /// <summary>The smallest of 1, 2 and 5 times a power of ten that is not below <paramref name="step"/>; positive.</summary>
    public static double NiceStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        double mantissa = step / power;
        double nice = mantissa <= 1 + 1e-9 ? 1 : mantissa <= 2 + 1e-9 ? 2 : mantissa <= 5 + 1e-9 ? 5 : 10;
        return nice * power;
    }

    /// <summary>The label of a power of ten: <c>0.01</c>, <c>1000</c>, <c>1e−6</c>.</summary>
    public static string PowerOfTen(int exponent) => Label(Math.Pow(10, exponent));

    private static ImmutableArray<AxisTick> Linear(Axis axis, int count)
    {
        double step = NiceStep(axis.High / count - axis.Low / count);
        if (axis.Unit == AxisUnit.Whole)
            step = Math.Max(step, 1);

        // A range at the edge of what doubles resolve has no round numbers inside.
        double first = Math.Ceiling(axis.Low / step - 1e-9), last = Math.Floor(axis.High / step + 1e-9);
        if (!double.IsFinite(step) || step == 0 || last - first > 4 * count || Math.Abs(first) > 1e12 || Math.Abs(last) > 1e12)
            return [Tick(axis, axis.Low, 0), Tick(axis, axis.High, 0)];

        var ticks = ImmutableArray.CreateBuilder<AxisTick>();
        for (double i = first; i <= last; i++)
            ticks.Add(Tick(axis, i * step, step));
        return ticks.DrainToImmutable();
    }

    private static ImmutableArray<AxisTick> Logarithmic(Axis axis, int count)
    {
        int first = (int)Math.Ceiling(Math.Log10(axis.Low) - 1e-9), last = (int)Math.Floor(Math.Log10(axis.High) + 1e-9);
        if (last - first >= 2)
        {
            int stride = (last - first) / (count + 1) + 1;
            return [.. Enumerable.Range(first, last - first + 1)
                .Where(e => (e - first) % stride == 0)
                .Select(e => new AxisTick(Math.Pow(10, e), Label(Math.Pow(10, e))))];
        }

        double[] ones = [.. Multiples(axis, first, last, [1, 2, 5])];
        if (ones.Length < 3)
            ones = [.. Multiples(axis, first, last, [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9])];
        return ones.Length < 2 ? Linear(axis, count) : [.. ones.Select(v => new AxisTick(v, Label(v)))];
    }

    private static IEnumerable<double> Multiples(Axis axis, int first, int last, double[] mantissas) =>
        from exponent in Enumerable.Range(first - 1, last - first + 3)
        from mantissa in mantissas
        let value = mantissa * Math.Pow(10, exponent)
        where value >= axis.Low && value <= axis.High
        select value;

    private static AxisTick Tick(Axis axis, double value, double step)
    {
        double factor = axis.Unit == AxisUnit.Percent ? 100 : 1;
        double shown = value * factor;
        if (step == 0 || (shown != 0 && Math.Abs(shown) is >= 1e6 or < 1e-4 && step * factor is >= 1e6 or < 1e-4))
            return new AxisTick(value, Label(shown));
        int decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step * factor) - 1e-9), 0, 15);
        return new AxisTick(value, Numbers.WithMinus((shown == 0 ? 0 : shown).ToString($"F{decimals}",
            CultureInfo.InvariantCulture)));
    }

    private static string Label(double value) => Math.Abs(value) is (>= 0.0009 and < 1e6) or 0
        ? Numbers.WithMinus(Numbers.Rounded(value, 6))
        : Numbers.WithMinus(value.ToString("0.##e+0", CultureInfo.InvariantCulture)
            .Replace("e+", "e", StringComparison.Ordinal));
}

/// <summary>A tick of an axis.</summary>
/// <param name="Value">Where, in the unit of the axis.</param>
/// <param name="Label">Its text.</param>
internal readonly record struct AxisTick(double Value, string Label);

/// <summary>Maps the values of an axis to coordinates.</summary>
/// <param name="axis">The axis.</param>
/// <param name="start">The coordinate of its low end.</param>
/// <param name="end">The coordinate of its high end; may be below <paramref name="start"/>.</param>
internal sealed class AxisMap(Axis axis, double start, double end)
{
    // Far outside is outside: coordinates stay short, and within what renderers can compute with.
    private const double Margin = 2000;

    private readonly double _low = Scaled(axis.Low, axis.Scale);
    private readonly double _high = Scaled(axis.High, axis.Scale);

    /// <summary>The coordinate of a value; NaN when it has none: not finite, or not positive on a logarithmic axis.</summary>
    public double Map(double value)
    {
        double scaled = Scaled(value, axis.Scale);
        if (!double.IsFinite(scaled))
            return double.NaN;

        // Halves, because the distance between two finite numbers need not be finite.
        double share = (scaled / 2 - _low / 2) / (_high / 2 - _low / 2);
        return Math.Clamp(start + share * (end - start), Math.Min(start, end) - Margin, Math.Max(start, end) + Margin);
    }

    /// <summary>Whether a value lies on the axis, its ends included.</summary>
    public bool Contains(double value) => value >= axis.Low && value <= axis.High;

    /// <summary>A value as it is spaced: itself, or its logarithm; NaN where it has none.</summary>
    public static double Scaled(double value, AxisScale scale) =>
        scale == AxisScale.Linear ? value : value > 0 ? Math.Log10(value) : double.NaN;
}
