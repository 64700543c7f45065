using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Drawing;

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
