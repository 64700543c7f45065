namespace Sweeper.Datasets.Digits;

/// <summary>How many digits to draw, and from which seed.</summary>
public sealed record DigitsOptions
{
    /// <summary>The most images either set may have; 784 MB of pixels.</summary>
    public const int MaxCount = 1_000_000;

    /// <summary>Every image follows from it; any value. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Training images: 1 … <see cref="MaxCount"/>. Default 10,000.</summary>
    public int TrainCount { get; init; } = 10_000;

    /// <summary>Test images: 1 … <see cref="MaxCount"/>. Default 2,000.</summary>
    public int TestCount { get; init; } = 2_000;
}
