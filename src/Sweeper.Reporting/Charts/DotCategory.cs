using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>A category of a <see cref="DotChart"/> with its values.</summary>
public sealed record DotCategory
{
    public required string Label { get; init; }

    /// <summary>Finite values only.</summary>
    public required ImmutableArray<double> Values { get; init; }

    /// <summary>The mean of the values; null when there is none.</summary>
    public required double? Mean { get; init; }

    /// <summary>The mean as text, or why there is none.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it is the best one.</summary>
    public bool IsMarked { get; init; }
}
