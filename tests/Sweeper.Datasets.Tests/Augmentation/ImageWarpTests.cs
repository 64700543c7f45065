using Sweeper.Datasets.Augmentation;
using Sweeper.Neural.Randomness;

namespace Sweeper.Datasets.Tests.Augmentation;

public sealed class ImageWarpTests
{
    private const int Width = 28;
    private const int Height = 20;

    [Fact]
    public void Apply_NothingToDo_GivesTheSamePixels()
    {
        byte[] image = Blot();

        Assert.Equal(image, Apply(new AugmentationDefinition(), image, seed: 1));
    }

    [Fact]
    public void Apply_SameSeed_GivesTheSamePixels()
    {
        var everything = new AugmentationDefinition { Shift = 2, Rotate = 10, Scale = 0.1, Shear = 0.1, Elastic = 1 };
        byte[] image = Blot();

        Assert.Equal(Apply(everything, image, seed: 1), Apply(everything, image, seed: 1));
        Assert.NotEqual(Apply(everything, image, seed: 1), Apply(everything, image, seed: 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Apply_Shift_MovesTheCentreOfMassAtMostSoFar(double shift)
    {
        (double x, double y) = Centre(Blot());
        double farthest = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            (double movedX, double movedY) = Centre(Apply(new AugmentationDefinition { Shift = shift }, Blot(), seed));
            farthest = Math.Max(farthest, Math.Max(Math.Abs(movedX - x), Math.Abs(movedY - y)));
        }

        Assert.InRange(farthest, 0.9 * shift, shift + 0.05);
    }

    [Fact]
    public void Apply_Rotate_TurnsABarAboutTheCentre()
    {
        // A bar from the centre to the right edge; at 180° at most its far end may be anywhere, but its ink stays.
        byte[] bar = new byte[21 * 21];
        for (int x = 10; x < 18; x++)
            bar[(10 * 21) + x] = 200;

        int turned = 0;
        for (ulong seed = 0; seed < 100; seed++)
        {
            byte[] result = new byte[bar.Length];
            new ImageWarp(new AugmentationDefinition { Rotate = 180 }, 21, 21).Apply(bar, result, RandomSource.FromSeed(seed));
            Assert.InRange(result.Sum(p => p), 0.85 * bar.Sum(p => p), 1.15 * bar.Sum(p => p));
            turned += result[(10 * 21) + 15] < 20 ? 1 : 0;
        }

        Assert.InRange(turned, 80, 100);
    }

    [Fact]
    public void Apply_Scale_ChangesTheAreaWithinItsRange()
    {
        double[] areas = [.. Enumerable.Range(0, 100).Select(seed =>
            Apply(new AugmentationDefinition { Scale = 0.2 }, Blot(), (ulong)seed).Sum(p => p) / (double)Blot().Sum(p => p))];

        Assert.InRange(areas.Min(), 1 / (1.21 * 1.21), 0.8);
        Assert.InRange(areas.Max(), 1.3, 1 / (0.79 * 0.79));
    }

    [Fact]
    public void Draw_Elastic_HasItsDeviationAndIsSmooth()
    {
        var field = new DisplacementField(Width, Height);
        RandomSource random = RandomSource.FromSeed(1);
        double squares = 0, steps = 0;
        for (int i = 0; i < 500; i++)
        {
            field.Draw(random, 2);
            squares += field.Values.Average(v => v * v);
            steps += Enumerable.Range(0, Width - 1).Average(x => Math.Pow(field.Values[x + 1] - field.Values[x], 2));
        }

        Assert.InRange(Math.Sqrt(squares / 500), 1.8, 2.2);
        Assert.InRange(Math.Sqrt(steps / 500), 0.05, 0.5);
    }

    [Fact]
    public void Apply_ImageOfOnePixel_StaysInside()
    {
        byte[] result = new byte[1];
        for (ulong seed = 0; seed < 50; seed++)
            new ImageWarp(new AugmentationDefinition { Shift = 5, Rotate = 90, Elastic = 3 }, 1, 1)
                .Apply([255], result, RandomSource.FromSeed(seed));
    }

    [Fact]
    public void Apply_Colour_MovesEachChannelAsAGreyImage()
    {
        var everything =
            new AugmentationDefinition { Shift = 2, Rotate = 10, Scale = 0.1, Shear = 0.1, Elastic = 1, Flip = 0.5 };
        byte[][] channels =
            [Blot(), [.. Blot().Reverse().Select(p => (byte)(p / 2))], [.. Blot().Select((p, i) => (byte)(p ^ i))]];
        byte[] colour = [.. Enumerable.Range(0, 3 * Width * Height).Select(i => channels[i % 3][i / 3])];
        byte[] result = new byte[colour.Length];
        for (ulong seed = 0; seed < 20; seed++)
        {
            new ImageWarp(everything, Width, Height, channels: 3).Apply(colour, result, RandomSource.FromSeed(seed));

            for (int channel = 0; channel < 3; channel++)
                Assert.Equal(Apply(everything, channels[channel], seed), result.Where((_, i) => i % 3 == channel).ToArray());
        }
    }

    [Fact]
    public void Apply_NoFlip_DrawsNoNumberForIt()
    {
        RandomSource random = RandomSource.FromSeed(9), expected = RandomSource.FromSeed(9);

        new ImageWarp(new AugmentationDefinition { Shift = 2 }, Width, Height).Apply(Blot(), new byte[Width * Height], random);

        _ = (expected.NextDouble(), expected.NextDouble());
        Assert.Equal(expected.NextDouble(), random.NextDouble());
    }

    [Fact]
    public void Apply_FlipAlone_MirrorsRowsInItsShareOfDraws()
    {
        byte[] image = [.. Enumerable.Range(0, Width * Height).Select(i => (byte)i)];
        byte[] mirrored = [.. image.Chunk(Width).SelectMany(row => row.Reverse())];
        var always = new AugmentationDefinition { Flip = 1 };
        var often = new AugmentationDefinition { Flip = 0.25 };
        RandomSource random = RandomSource.FromSeed(3);
        byte[] result = new byte[image.Length];
        int flips = 0;
        for (int i = 0; i < 1000; i++)
        {
            new ImageWarp(often, Width, Height).Apply(image, result, random);
            bool isFlipped = result.SequenceEqual(mirrored);
            Assert.True(isFlipped || result.SequenceEqual(image));
            flips += isFlipped ? 1 : 0;
        }

        Assert.Equal(mirrored, Apply(always, image, seed: 1));
        Assert.InRange(flips, 200, 300);
    }

    [Fact]
    public void Apply_FlipWithOtherMovements_MovesTheMirroredImageTheSameWay()
    {
        var moved = new AugmentationDefinition { Shift = 2, Rotate = 10, Scale = 0.1, Shear = 0.1 };

        byte[] flipped = Apply(moved with { Flip = 1 }, [.. Gradient().Chunk(Width).SelectMany(row => row.Reverse())], seed: 9);

        Assert.All(flipped.Zip(Apply(moved, Gradient(), seed: 9)), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    private static byte[] Apply(AugmentationDefinition definition, byte[] image, ulong seed)
    {
        byte[] result = new byte[image.Length];
        new ImageWarp(definition, Width, Height).Apply(image, result, RandomSource.FromSeed(seed));
        return result;
    }

    /// <summary>A soft spot in the middle.</summary>
    private static byte[] Blot() =>
    [
        .. Enumerable.Range(0, Width * Height).Select(i =>
            (byte)(255 * Math.Exp(-(Math.Pow((i % Width) - 13.5, 2) + Math.Pow((i / Width) - 9.5, 2)) / 8))),
    ];

    /// <summary>Brighter to the right.</summary>
    private static byte[] Gradient() => [.. Enumerable.Range(0, Width * Height).Select(i => (byte)(9 * (i % Width)))];

    private static (double X, double Y) Centre(byte[] image) => (
        image.Select((p, i) => (double)p * (i % Width)).Sum() / image.Sum(p => p),
        image.Select((p, i) => (double)p * (i / Width)).Sum() / image.Sum(p => p));
}
