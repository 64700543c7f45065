using System.Collections.Immutable;

namespace Sweeper.Datasets.Digits;

/// <summary>One way to write a digit, in a box 60 wide and 100 high.</summary>
internal sealed record DigitShape
{
    /// <summary>How common this way is among those of the same digit; more than 0.</summary>
    public required double Weight { get; init; }

    /// <summary>The points the pen passes.</summary>
    public required ImmutableArray<PenPoint> Points { get; init; }

    /// <summary>
    /// Indices into <see cref="Points"/>, one smooth curve each. Strokes that share a point stay joined there, with a corner,
    /// however the points wobble; a stroke that ends in its own first point is closed smoothly.
    /// </summary>
    public required ImmutableArray<ImmutableArray<int>> Strokes { get; init; }
}

/// <summary>A place on the paper: x to the right, y downwards.</summary>
internal readonly record struct PenPoint(double X, double Y)
{
    public static implicit operator PenPoint((double X, double Y) point) => new(point.X, point.Y);

    public static PenPoint operator +(PenPoint a, PenPoint b) => new(a.X + b.X, a.Y + b.Y);

    public static PenPoint operator -(PenPoint a, PenPoint b) => new(a.X - b.X, a.Y - b.Y);

    public static PenPoint operator *(double factor, PenPoint point) => new(factor * point.X, factor * point.Y);
}
