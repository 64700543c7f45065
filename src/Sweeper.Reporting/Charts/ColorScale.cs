namespace Sweeper.Reporting.Charts;

/// <summary>The colour scale of a heatmap. Values outside of its range get the colour of the nearer end.</summary>
public sealed record ColorScale
{
    /// <summary>What the colour means, with its unit.</summary>
    public required string Title { get; init; }

    public required double Low { get; init; }

    /// <summary>Not below <see cref="Low"/>; equal when all values are.</summary>
    public required double High { get; init; }

    public AxisUnit Unit { get; init; } = AxisUnit.Number;

    public ColorRamp Ramp { get; init; } = ColorRamp.Sequential;

    /// <summary>Whether the bright end stands for low values, as it should when low is good.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Whether some values lie below the range.</summary>
    public bool CutsLow { get; init; }

    /// <summary>Whether some values lie above the range.</summary>
    public bool CutsHigh { get; init; }

    /// <summary>Where a value lies on the ramp, 0 … 1; 0.5 for NaN and when the range is a single value.</summary>
    public double Position(double value)
    {
        if (double.IsNaN(value) || High <= Low)
            return 0.5;
        double position = Math.Clamp((value - Low) / (High - Low), 0, 1);
        return IsReversed ? 1 - position : position;
    }
}

/// <summary>How values become colours.</summary>
public enum ColorRamp
{
    /// <summary>From dark violet to bright yellow, even in lightness: for values of which all matter.</summary>
    Sequential,

    /// <summary>From the background to a strong red-orange: for amounts of something that should be nothing.</summary>
    Amount,
}
