namespace Sweeper.Sweeps.Importance;

/// <summary>The samples of a node at one place of an axis.</summary>
internal readonly record struct PlaceGroup(int Place, double Weight, double Sum)
{
    public double Mean => Sum / Weight;
}
