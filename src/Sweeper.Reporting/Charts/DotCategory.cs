using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

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
