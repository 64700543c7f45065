using Sweeper.Neural.Images;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Shapes;

namespace Sweeper.Datasets.Augmentation;

/// <summary>Does one thing to every image of a set, always with the same result: what trained networks are tried on.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Amount">How much: pixels, degrees, or a standard deviation of at least 0. Shifts are whole numbers.</param>
public readonly record struct ImageTransformation(TransformationKind Kind, double Amount)
{
    private const ulong NoiseSeed = 0x6e6f697365;

    /// <summary>The transformed images, with the same labels. What comes into the frame from outside of it is 0.</summary>
    public LabelledImages Apply(LabelledImages images)
    {
        byte[] pixels = new byte[images.Pixels.Length];
        for (int i = 0; i < images.Count; i++)
            Apply(images.Image(i), pixels.AsSpan(i * images.ValueCount, images.ValueCount), images.Shape, i);
        return new LabelledImages(images.Width, images.Height, pixels, images.Labels.ToArray(), images.Channels);
    }

    // source, destination [height, width, channels]
    private void Apply(ReadOnlySpan<byte> source, Span<byte> destination, FeatureShape shape, int index)
    {
        switch (Kind)
        {
            case TransformationKind.ShiftRight: Shift(source, destination, shape, (int)Amount, 0); break;
            case TransformationKind.ShiftDown: Shift(source, destination, shape, 0, (int)Amount); break;
            case TransformationKind.Rotate: Rotate(source, destination, shape); break;
            default: AddNoise(source, destination, index); break;
        }
    }

    private static void Shift(ReadOnlySpan<byte> source, Span<byte> destination, FeatureShape shape, int right, int down)
    {
        (int height, int width, int channels) = shape;
        for (int y = Math.Max(0, down); y < Math.Min(height, height + (long)down); y++)
        {
            for (int x = Math.Max(0, right); x < Math.Min(width, width + (long)right); x++)
            {
                source.Slice((((y - down) * width) + x - right) * channels, channels)
                    .CopyTo(destination[(((y * width) + x) * channels)..]);
            }
        }
    }

    private void Rotate(ReadOnlySpan<byte> source, Span<byte> destination, FeatureShape shape)
    {
        (int height, int width, int channels) = shape;
        (double sin, double cos) = Math.SinCos(Amount * Math.PI / 180);
        double centreX = (width - 1) / 2.0, centreY = (height - 1) / 2.0;
        for (int i = 0; i < destination.Length; i++)
        {
            int pixel = i / channels;
            double u = (pixel % width) - centreX, v = (pixel / width) - centreY;
            destination[i] = Sample(
                source, shape, (cos * u) + (sin * v) + centreX, (cos * v) - (sin * u) + centreY, i % channels);
        }
    }

    // Each image has its own stream, so that it does not matter how many there are.
    private void AddNoise(ReadOnlySpan<byte> source, Span<byte> destination, int index)
    {
        RandomSource random = RandomSource.FromSeed(NoiseSeed, (ulong)index);
        for (int i = 0; i < source.Length; i++)
            destination[i] = (byte)Math.Clamp(
                Math.Round(source[i] + (Amount * byte.MaxValue * random.NextNormal())), 0, byte.MaxValue);
    }

    // Bilinear.
    private static byte Sample(ReadOnlySpan<byte> source, FeatureShape shape, double x, double y, int channel)
    {
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        double right = x - left, bottom = y - top;
        double above = ((1 - right) * Value(source, shape, left, top, channel)) + (
            right * Value(source, shape, left + 1, top, channel));
        double below = ((1 - right) * Value(source, shape, left, top + 1, channel)) + (
            right * Value(source, shape, left + 1, top + 1, channel));
        return (byte)Math.Round(((1 - bottom) * above) + (bottom * below));
    }

    private static int Value(ReadOnlySpan<byte> source, FeatureShape shape, int x, int y, int channel) =>
        (uint)x < (uint)shape.Width && (uint)y < (uint)shape.Height
            ? source[(((y * shape.Width) + x) * shape.Channels) + channel]
            : 0;
}
