using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Figures;

/// <summary>Makes axes around values.</summary>
public static class AxisRange
{
    /// <summary>
    /// An axis from <paramref name="low"/> to <paramref name="high"/> with some room; a single value gets room on both sides.
    /// </summary>
    public static Axis Around(double low, double high, string title, AxisUnit unit)
    {
        double room = high > low ? 0.04 * (high - low) : Math.Max(Math.Abs(high) * 0.05,
            unit == AxisUnit.Percent ? 0.005 : 0.05);
        double bottom = low - room, top = high + room;
        if (unit == AxisUnit.Percent && low >= 0 && high <= 1)
            (bottom, top) = (Math.Max(bottom, 0), Math.Min(top, 1));

        // A range too wide for a double, or narrower than its neighbours are apart.
        if (!double.IsFinite(top - bottom) || top <= bottom)
            (bottom, top) = (Math.Max(bottom, -1e300), Math.Min(Math.Max(top, bottom + 1), 1e300));
        return new Axis { Title = title, Low = bottom, High = top, Unit = unit };
    }

    /// <summary>A logarithmic axis around two positive values.</summary>
    public static Axis AroundLogarithmic(double low, double high, string title)
    {
        double room = Math.Pow(high / low, 0.04);
        return new Axis { Title = title, Low = low / room, High = high * room, Scale = AxisScale.Logarithmic };
    }
}
