using System.Collections.Immutable;

namespace Sweeper.Sweeps.Attachments;

/// <summary>How well a classifier does the more its examples are disturbed in one way.</summary>
public sealed record RobustnessCurve
{
    /// <summary>What is done to the examples, as lower-case words joined by underscores: <c>shift_right</c>.</summary>
    public required string Disturbance { get; init; }

    /// <summary>What its strength is measured in, for the title of an axis: <c>pixels to the right</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>In ascending order of the amounts, at least one.</summary>
    public required ImmutableArray<RobustnessPoint> Points { get; init; }
}
