using SkiaSharp;
using Sweeper.Datasets.Pictures;

namespace Sweeper.Datasets.Tests.Pictures;

public sealed class PictureOrientationTests
{
    // Red is in the upper row of the file; where it is on the upright picture follows from what the values mean.
    [Theory]
    [InlineData(1, 3, 2, 0, 0)]
    [InlineData(2, 3, 2, 0, 0)]
    [InlineData(3, 3, 2, 0, 1)]
    [InlineData(4, 3, 2, 0, 1)]
    [InlineData(5, 2, 3, 0, 0)]
    [InlineData(6, 2, 3, 1, 0)]
    [InlineData(7, 2, 3, 1, 0)]
    [InlineData(8, 2, 3, 0, 0)]
    public void Decode_TurnedCamera_GivesThePictureUpright(int orientation, int width, int height, int redX, int redY)
    {
        byte[] jpeg = TwoColors.Encode(SKEncodedImageFormat.Jpeg);
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0,
            (byte)orientation, 0, 0, 0, 0, 0, 0];

        DecodedImage image = DecodedImage.Of([.. jpeg[..2], .. exif, .. jpeg[2..]], channels: 3);

        Assert.Equal((width, height), (image.Width, image.Height));
        for (int i = 0; i < 6; i++)
        {
            bool isRed = width > height ? i / width == redY : i % width == redX;
            Assert.InRange(image.Pixels[3 * i] - TwoColors.Rows[isRed ? 0 : 1][0], -6, 6);
        }
    }

    [Fact]
    public void Apply_EachOrientation_MovesTheCornersWhereTheyBelong()
    {
        // Two rows of three pixels, numbered.
        var picture = new PictureSamples(
            3, 2, [.. Enumerable.Range(0, 6).SelectMany(i => Enumerable.Repeat((byte)i, 4))], isDeep: false);
        string[] expected = ["012345", "210543", "543210", "345012", "031425", "304152", "524130", "251403"];

        Assert.Equal(expected, Enumerable.Range(1, 8).Select(origin => string.Concat(
            PictureOrientation.Apply(picture, (SKEncodedOrigin)origin).Rgba.Where((_, i) => i % 4 == 0))));
    }
}
