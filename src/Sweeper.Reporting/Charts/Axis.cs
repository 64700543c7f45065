namespace Sweeper.Reporting.Charts;

/// <summary>An axis with the range it shows. Both ends are finite and <see cref="Low"/> is below <see cref="High"/>.</summary>
public sealed record Axis
{
    /// <summary>What is measured, with its unit.</summary>
    public required string Title { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }

    public AxisScale Scale { get; init; } = AxisScale.Linear;

    public AxisUnit Unit { get; init; } = AxisUnit.Number;
}

/// <summary>How an axis spaces its values.</summary>
public enum AxisScale
{
    Linear,

    /// <summary>Equal ratios take equal space; both ends of the axis are positive.</summary>
    Logarithmic,
}

/// <summary>How values are written.</summary>
public enum AxisUnit
{
    /// <summary>As they are.</summary>
    Number,

    /// <summary>Fractions of one, written as per cent.</summary>
    Percent,

    /// <summary>Whole numbers, such as epochs.</summary>
    Whole,
}
