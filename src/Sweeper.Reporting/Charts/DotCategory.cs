using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>A category of a <see cref="DotChart"/> with its values.</summary>
public sealed record DotCategory
{
    public required string Label { get; init; }

    public required ImmutableArray<DotValue> Values { get; init; }

    /// <summary>
    /// How many values there are, those included that are left out of <see cref="Values"/> because there are too many to see.
    /// </summary>
    public required int Count { get; init; }

    /// <summary>The mean of all of them; null when there is none.</summary>
    public required double? Mean { get; init; }

    /// <summary>The mean as text, or why there is none.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it is the best one.</summary>
    public bool IsMarked { get; init; }
}
