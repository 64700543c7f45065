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
