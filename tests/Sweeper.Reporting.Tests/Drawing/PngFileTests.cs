using System.Collections.Immutable;
using SkiaSharp;
using Sweeper.Reporting.Drawing;

namespace Sweeper.Reporting.Tests.Drawing;

public sealed class PngFileTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(32, 32)]
    public void Of_Pixels_AreThoseInTheFile(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        new Random(width).NextBytes(pixels);

        byte[] file = PngFile.Of([.. pixels], width);

        using var read = SKBitmap.Decode(file);
        Assert.Equal((width, height), (read.Width, read.Height));
        Assert.Equal(pixels, read.Pixels.SelectMany(p => new[] { p.Red, p.Green, p.Blue }));
        Assert.Equal(file, PngFile.Of([.. pixels], width));
    }

    [Fact]
    public void Address_Image_IsTheFileItself() =>
        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(PngFile.Of([9, 8, 7], 1)),
            PngFile.Address(ImmutableArray.Create<byte>(9, 8, 7), 1));
}
