namespace Sweeper.Sweeps.Importance;

/// <summary>A part of the search space in which a tree predicts one value.</summary>
/// <param name="Regions">By axis.</param>
/// <param name="Value">The prediction.</param>
internal sealed record TreeLeaf(AxisRegion[] Regions, double Value)
{
    /// <summary>The share of the search space; the leaves of a tree add up to 1.</summary>
    public double Volume { get; } = Regions.Aggregate(1.0, (volume, region) => volume * region.Weight);
}
