using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>Values by category: a dot for each value and a bar at their mean.</summary>
public sealed record DotChart : Chart
{
    public required string CategoryTitle { get; init; }

    public required Axis Value { get; init; }

    /// <summary>From top to bottom.</summary>
    public required ImmutableArray<DotCategory> Categories { get; init; }
}

/// <summary>A category of a <see cref="DotChart"/> with its values.</summary>
public sealed record DotCategory
{
    public required string Label { get; init; }

    public required ImmutableArray<DotValue> Values { get; init; }

    /// <summary>Of more values nobody sees the dots: they are counted.</summary>
    public const int MostDots = 60;

    /// <summary>How many values there are.</summary>
    public int Count => Values.Length;

    /// <summary>The mean of all of them; null when there is none.</summary>
    public required double? Mean { get; init; }

    /// <summary>The mean as text, or why there is none.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it is the best one.</summary>
    public bool IsMarked { get; init; }
}

/// <summary>A value of a <see cref="DotCategory"/>.</summary>
/// <param name="Value">Finite.</param>
/// <param name="Trial">The number of the trial it belongs to.</param>
public readonly record struct DotValue(double Value, int Trial);
