namespace Sweeper.Sweeps.Importance;

/// <summary>How a tree divides a node.</summary>
/// <param name="Axis">Along which axis.</param>
/// <param name="Gain">By how much the sum of squares around the means falls; greater than 0.</param>
/// <param name="Cut">Of an ordered axis: the first place that goes to the second part.</param>
/// <param name="FirstPart">
/// Of an axis without order: for each place, whether it goes to the first part. Null for an ordered one.
/// </param>
internal sealed record TreeSplit(int Axis, double Gain, int Cut, bool[]? FirstPart)
{
    public bool IsFirst(int place) => FirstPart is null ? place < Cut : FirstPart[place];
}

/// <summary>The samples of a node at one place of an axis.</summary>
internal readonly record struct PlaceGroup(int Place, double Weight, double Sum)
{
    public double Mean => Sum / Weight;
}

/// <summary>A part of the search space in which a tree predicts one value.</summary>
/// <param name="Regions">By axis.</param>
/// <param name="Value">The prediction.</param>
internal sealed record TreeLeaf(AxisRegion[] Regions, double Value)
{
    /// <summary>The share of the search space; the leaves of a tree add up to 1.</summary>
    public double Volume { get; } = Regions.Aggregate(1.0, (volume, region) => volume * region.Weight);
}
