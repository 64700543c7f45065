using Sweeper.Neural.Datasets;
using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Augmentation;

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
            Apply(images.Image(i), pixels.AsSpan(i * images.ValueCount, images.ValueCount), images.Width, images.Height, i);
        return new LabelledImages(images.Width, images.Height, pixels, images.Labels.ToArray());
    }

    private void Apply(ReadOnlySpan<byte> source, Span<byte> destination, int width, int height, int index)
    {
        switch (Kind)
        {
            case TransformationKind.ShiftRight: Shift(source, destination, width, height, (int)Amount, 0); break;
            case TransformationKind.ShiftDown: Shift(source, destination, width, height, 0, (int)Amount); break;
            case TransformationKind.Rotate: Rotate(source, destination, width, height); break;
            default: AddNoise(source, destination, index); break;
        }
    }

    private static void Shift(ReadOnlySpan<byte> source, Span<byte> destination, int width, int height, int right, int down)
    {
        for (int y = Math.Max(0, down); y < Math.Min(height, height + (long)down); y++)
        {
            for (int x = Math.Max(0, right); x < Math.Min(width, width + (long)right); x++)
                destination[(y * width) + x] = source[((y - down) * width) + x - right];
        }
    }

    private void Rotate(ReadOnlySpan<byte> source, Span<byte> destination, int width, int height)
    {
        (double sin, double cos) = Math.SinCos(Amount * Math.PI / 180);
        double centreX = (width - 1) / 2.0, centreY = (height - 1) / 2.0;
        for (int i = 0; i < destination.Length; i++)
        {
            double u = (i % width) - centreX, v = (i / width) - centreY;
            destination[i] = Sample(source, width, height, (cos * u) + (sin * v) + centreX, (cos * v) - (sin * u) + centreY);
        }
    }

    // Each image has its own stream, so that it does not matter how many there are.
    private void AddNoise(ReadOnlySpan<byte> source, Span<byte> destination, int index)
    {
        RandomSource random = RandomSource.FromSeed(NoiseSeed, (ulong)index);
        for (int i = 0; i < source.Length; i++)
            destination[i] = (byte)Math.Clamp(Math.Round(source[i] + (Amount * byte.MaxValue * random.NextNormal())), 0, byte.MaxValue);
    }

    // Bilinear.
    private static byte Sample(ReadOnlySpan<byte> source, int width, int height, double x, double y)
    {
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        double right = x - left, bottom = y - top;
        double above = ((1 - right) * Pixel(source, width, height, left, top)) + (right * Pixel(source, width, height, left + 1, top));
        double below = ((1 - right) * Pixel(source, width, height, left, top + 1)) + (right * Pixel(source, width, height, left + 1, top + 1));
        return (byte)Math.Round(((1 - bottom) * above) + (bottom * below));
    }

    private static int Pixel(ReadOnlySpan<byte> source, int width, int height, int x, int y) =>
        (uint)x < (uint)width && (uint)y < (uint)height ? source[(y * width) + x] : 0;
}
