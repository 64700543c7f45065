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

    /// <summary>The entry that explains the marked dots of a chart without colours.</summary>
    public static LegendEntry Marked(string label) => new(label) { Marker = MarkerShape.Disc };
}

/// <summary>A dot of a <see cref="ScatterChart"/>.</summary>
/// <param name="At">Where; finite.</param>
/// <param name="Trial">The number of the trial it stands for.</param>
/// <param name="IsMarked">Whether it is singled out, as the best one.</param>
/// <param name="Color">The categorical colour; null for that of charts without any.</param>
public readonly record struct ScatterDot(ChartPoint At, int Trial, bool IsMarked, int? Color = null);
