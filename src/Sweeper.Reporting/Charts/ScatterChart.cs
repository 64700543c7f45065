using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>A dot for each trial over two axes.</summary>
public sealed record ScatterChart : Chart
{
    public required Axis X { get; init; }

    public required Axis Y { get; init; }

    public required ImmutableArray<ScatterDot> Dots { get; init; }

    /// <summary>What the colours mean; empty where there are none.</summary>
    public ImmutableArray<LegendEntry> Legend { get; init; } = [];
}
