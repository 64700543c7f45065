using Sweeper.Datasets.Pictures;

namespace Sweeper.Datasets.Tests.Pictures;

public sealed class ColorPicturePreparationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private static readonly byte[] Red = [200, 10, 30], Blue = [0, 40, 250], Black = [0, 0, 0];

    [Fact]
    public void Prepare_PictureOfTheSize_ChangesNothing()
    {
        byte[] picture = [.. Enumerable.Range(0, 4 * 3 * 3).Select(i => (byte)(i * 7))];

        Assert.Equal(picture, new ColorPicturePreparation(4, 3).Prepare(picture, 4, 3));
    }

    [Fact]
    public void Prepare_LargerPicture_TakesTheMeanOfEachChannelOverTheAreaOfAPixel()
    {
        Assert.Equal([100, 25, 140], new ColorPicturePreparation(1, 1).Prepare([.. Red, .. Blue, .. Red, .. Blue], 2, 2));

        // Three by three become two by two, each with a whole pixel, two halves and a quarter.
        byte[] picture = [.. Red, .. Blue, .. Blue, .. Blue, .. Blue, .. Blue, .. Blue, .. Blue, .. Blue];
        Assert.Equal([89, 27, 152, .. Blue, .. Blue, .. Blue], new ColorPicturePreparation(2, 2).Prepare(picture, 3, 3));
    }

    [Fact]
    public void Prepare_SmallerPicture_RepeatsItsPixels() =>
        Assert.Equal(
            [.. Red, .. Red, .. Blue, .. Blue, .. Red, .. Red, .. Blue, .. Blue],
            new ColorPicturePreparation(4, 2).Prepare([.. Red, .. Blue], 2, 1));

    [Theory]
    [InlineData(6, 2)]
    [InlineData(2, 6)]
    public void Prepare_OtherProportions_CutsOffWhatIsBesideTheMiddle(int width, int height)
    {
        // Red in the middle, blue on both sides of it.
        byte[] picture = Striped(width, height);

        Assert.Equal([.. Red, .. Red, .. Red, .. Red], new ColorPicturePreparation(2, 2).Prepare(picture, width, height));
    }

    [Theory]
    [InlineData(6, 2)]
    [InlineData(2, 6)]
    public void Prepare_OtherProportionsKeptWhole_HasBlackBeside(int width, int height)
    {
        byte[] image = new ColorPicturePreparation(3, 3) { KeepsWhole = true }.Prepare(Striped(width, height), width, height);

        byte[][] across = [Black, Black, Black, Blue, Red, Blue, Black, Black, Black];
        int[] places = width > height ? [0, 1, 2, 3, 4, 5, 6, 7, 8] : [0, 3, 6, 1, 4, 7, 2, 5, 8];
        Assert.Equal(places.SelectMany(p => across[p]), image);
    }

    [Fact]
    public void PrepareFile_EveryKind_IsReadInColour()
    {
        const int Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, Rgba = 6;
        var preparation = new ColorPicturePreparation(2, 1);
        byte[][] pixels = [Red, Blue];

        Assert.Equal(
            [.. Red, .. Blue],
            preparation.PrepareFile(_folder.Write("a.png", PngBytes.Image(2, 1, 8, Rgb, false, (x, _, c) => pixels[x][c]))));
        Assert.Equal([.. Red, .. Blue], preparation.PrepareFile(
            _folder.Write("a.png", PngBytes.Image(2, 1, 16, Rgb, true, (x, _, c) => pixels[x][c] * 257))));
        Assert.Equal([.. Red, .. Blue], preparation.PrepareFile(_folder.Write(
            "a.png", PngBytes.Image(2, 1, 4, Palette, false, (x, _, _) => x, PngBytes.Chunk("PLTE", [.. Red, .. Blue])))));
        Assert.Equal([.. Red, .. Black], preparation.PrepareFile(
            _folder.Write("a.png", PngBytes.Image(2, 1, 8, Rgba, false, (x, _, c) => c == 3 ? 255 * (1 - x) : pixels[x][c]))));
        Assert.Equal([7, 7, 7, 255, 255, 255], preparation.PrepareFile(
            _folder.Write("a.png", PngBytes.Image(2, 1, 8, Grey, false, (x, _, _) => x == 0 ? 7 : 255))));
        Assert.Equal([100, 100, 100, 0, 0, 0], preparation.PrepareFile(
            _folder.Write("a.png", PngBytes.Image(2, 1, 8, GreyAlpha, false, (x, _, c) => c == 0 ? 100 : 255 * (1 - x)))));
    }

    [Fact]
    public void PrepareFile_EvenPicture_IsAPictureLikeAnyOther() =>
        Assert.Equal(
            new byte[3 * 4],
            new ColorPicturePreparation(2, 2).PrepareFile(_folder.Write("night.png", PngBytes.Grey(5, 4, new byte[20]))));

    [Fact]
    public void PrepareFile_NoPicture_IsRefusedByName()
    {
        string path = _folder.Write("x.png", [1, 2]);

        Assert.Equal(
            $"{path} cannot be used: it does not begin as PNG, JPEG, WebP, GIF, BMP, ICO or WBMP files do.",
            Assert.Throws<DatasetException>(() => new ColorPicturePreparation(2, 2).PrepareFile(path)).Message);
    }

    public void Dispose() => _folder.Dispose();

    // Blue, red, blue along the longer side.
    private static byte[] Striped(int width, int height) =>
        [.. Enumerable.Range(0, width * height)
            .SelectMany(i => (width > height ? i % width : i / width) is 2 or 3 ? Red : Blue)];
}
