using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>Lines over a common x, some in the foreground, the rest thin behind them.</summary>
public sealed record LineChart : Chart
{
    public required Axis X { get; init; }

    public required Axis Y { get; init; }

    /// <summary>In drawing order, the last on top.</summary>
    public required ImmutableArray<LineSeries> Series { get; init; }

    /// <summary>Areas behind the lines.</summary>
    public ImmutableArray<LineBand> Bands { get; init; } = [];

    public required ImmutableArray<LegendEntry> Legend { get; init; }
}
