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
