using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>A bar from 0 for each category, from top to bottom.</summary>
public sealed record BarChart : Chart
{
    /// <summary>Between the names of two categories that a bar is of together.</summary>
    public const string Pair = " × ";

    public required string CategoryTitle { get; init; }

    /// <summary>From 0 on.</summary>
    public required Axis Value { get; init; }

    public required ImmutableArray<Bar> Bars { get; init; }
}

/// <summary>A bar of a <see cref="BarChart"/>.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Value">Its length, not negative.</param>
/// <param name="Text">The value as text.</param>
/// <param name="IsSecondary">Whether it is of the second kind, such as a pair, and paler.</param>
public sealed record Bar(string Label, double Value, string Text, bool IsSecondary);
