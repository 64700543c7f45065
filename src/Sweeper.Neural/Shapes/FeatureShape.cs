using System.Globalization;

namespace Sweeper.Neural.Shapes;

/// <summary>
/// What a layer takes or gives for one image: rows and columns of positions with a number for each channel, the channels of a
/// position beside each other: [height, width, channels]. The units of a fully connected layer are the channels of a single
/// position.
/// </summary>
/// <param name="Height">At least 1.</param>
/// <param name="Width">At least 1.</param>
/// <param name="Channels">At least 1.</param>
public readonly record struct FeatureShape(int Height, int Width, int Channels)
{
    /// <summary>Numbers in all.</summary>
    public long Count => (long)Height * Width * Channels;

    /// <summary>So many numbers without places.</summary>
    public static FeatureShape Flat(int count) => new(1, 1, count);

    /// <summary>The shape of an image in words, width first: <c>28×28 pixels</c>, <c>32×32 pixels in 3 channels</c>.</summary>
    public string DescribeImage() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Width}×{Height} "
            + $"pixels{(Channels == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" in {Channels} channels"))}");

    /// <summary><c>28×28×1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Height}×{Width}×{Channels}");
}
