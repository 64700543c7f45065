using Sweeper.Datasets.Augmentation;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Tests.Augmentation;

public sealed class ImageTransformationTests
{
    private static readonly LabelledImages Images = new(
        3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90], [0, 1]);

    [Theory]
    [InlineData(TransformationKind.ShiftRight, 1, new byte[] { 0, 1, 2, 0, 4, 5, 0, 7, 8 })]
    [InlineData(TransformationKind.ShiftRight, -2, new byte[] { 3, 0, 0, 6, 0, 0, 9, 0, 0 })]
    [InlineData(TransformationKind.ShiftRight, 1000, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(TransformationKind.ShiftDown, 1, new byte[] { 0, 0, 0, 1, 2, 3, 4, 5, 6 })]
    [InlineData(TransformationKind.ShiftDown, -1, new byte[] { 4, 5, 6, 7, 8, 9, 0, 0, 0 })]
    [InlineData(TransformationKind.Rotate, 0, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [InlineData(TransformationKind.Rotate, 90, new byte[] { 7, 4, 1, 8, 5, 2, 9, 6, 3 })]
    [InlineData(TransformationKind.Rotate, -90, new byte[] { 3, 6, 9, 2, 5, 8, 1, 4, 7 })]
    [InlineData(TransformationKind.Rotate, 180, new byte[] { 9, 8, 7, 6, 5, 4, 3, 2, 1 })]
    [InlineData(TransformationKind.Noise, 0, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    public void Apply_SmallImage_MovesItsPixels(TransformationKind kind, double amount, byte[] expected)
    {
        LabelledImages transformed = new ImageTransformation(kind, amount).Apply(Images);

        Assert.Equal(expected, transformed.Image(0).ToArray());
        Assert.Equal([.. expected.Select(p => (byte)(10 * p))], transformed.Image(1).ToArray());
        Assert.Equal([0, 1], transformed.Labels.ToArray());
    }

    [Theory]
    [InlineData(TransformationKind.ShiftRight, 1)]
    [InlineData(TransformationKind.ShiftDown, -2)]
    [InlineData(TransformationKind.Rotate, 33)]
    public void Apply_Colour_MovesEachChannelAsAGreyImage(TransformationKind kind, double amount)
    {
        byte[] values = [.. Enumerable.Range(0, 4 * 5 * 3).Select(i => (byte)(37 * i))];
        var transformation = new ImageTransformation(kind, amount);

        LabelledImages transformed = transformation.Apply(new LabelledImages(4, 5, values, [1], channels: 3));

        Assert.Equal(3, transformed.Channels);
        for (int channel = 0; channel < 3; channel++)
        {
            LabelledImages grey = new(4, 5, [.. values.Where((_, i) => i % 3 == channel)], [1]);
            Assert.Equal(
                transformation.Apply(grey).Pixels.ToArray(),
                transformed.Pixels.ToArray().Where((_, i) => i % 3 == channel).ToArray());
        }
    }

    [Fact]
    public void Apply_Noise_HasItsDeviationAndIsTheSameEachTime()
    {
        var grey = new LabelledImages(100, 100, [.. Enumerable.Repeat((byte)128, 20_000)], [0, 0]);
        var noise = new ImageTransformation(TransformationKind.Noise, 0.1);

        LabelledImages first = noise.Apply(grey);

        Assert.Equal(first.Pixels.ToArray(), noise.Apply(grey).Pixels.ToArray());
        Assert.NotEqual(first.Image(0).ToArray(), first.Image(1).ToArray());
        double[] differences = [.. first.Image(0).ToArray().Select(p => (p - 128) / 255.0)];
        Assert.InRange(differences.Average(), -0.005, 0.005);
        Assert.InRange(Math.Sqrt(differences.Average(d => d * d)), 0.097, 0.103);
    }
}
