using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>A picture for each of several units: what each looks for.</summary>
public sealed record WeightChart : Chart
{
    /// <summary>Pixels per row of each picture.</summary>
    public required int Width { get; init; }

    /// <summary>In reading order.</summary>
    public required ImmutableArray<WeightPicture> Units { get; init; }
}
