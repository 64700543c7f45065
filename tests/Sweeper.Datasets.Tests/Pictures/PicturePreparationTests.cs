using Sweeper.Datasets.Pictures;

namespace Sweeper.Datasets.Tests.Pictures;

public sealed class PicturePreparationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private static readonly PicturePreparation Preparation = new(28, 28);

    // An uneven arc, 20 pixels high, in several shades, with its centre of mass in the middle, as in MNIST.
    private static readonly byte[] Prepared = Preparation.Prepare(Arc(), 40, 40)!;

    [Fact]
    public void Prepare_ImageMadeAsMnistWas_ChangesNothing()
    {
        Assert.Equal(Prepared, Preparation.Prepare(Prepared, 28, 28));
        Assert.Equal(20, InkedRows(Prepared));
        Assert.Equal(255, Prepared.Max());
    }

    [Fact]
    public void Prepare_LargerPictureSomewhereOnThePage_IsTheSameImage()
    {
        byte[] page = Page(Prepared, factor: 7, width: 300, height: 260, left: 90, top: 3, paper: 0);

        Assert.Equal(Prepared, Preparation.Prepare(page, 300, 260));
    }

    [Fact]
    public void Prepare_DarkInkOnLightPaper_IsTheSameImage()
    {
        byte[] page =
            [.. Page(Prepared, factor: 5, width: 200, height: 180, left: 10, top: 20, paper: 0).Select(p => (byte)(255 - p))];

        Assert.Equal(Prepared, Preparation.Prepare(page, 200, 180));
    }

    [Fact]
    public void Prepare_FaintInkOnGreyUnevenPaper_IsNearlyTheSameImage()
    {
        byte[] ink = Page(Prepared, factor: 5, width: 200, height: 180, left: 10, top: 20, paper: 0);
        byte[] page = [.. ink.Select((p, i) => (byte)(200 + (i * 7 % 11) - (p * 100 / 255)))];

        byte[] image = Preparation.Prepare(page, 200, 180)!;

        // The faintest ink counts as paper there.
        Assert.InRange(image.Zip(Prepared, (a, b) => Math.Abs(a - b)).Average(), 0, 8);
        Assert.Equal(20, InkedRows(image));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public void PrepareFile_InkOnNothing_IsSeenWhateverItsColor(int ink)
    {
        byte[] page = Page(Prepared, factor: 1, width: 40, height: 36, left: 5, top: 2, paper: 0);
        byte[] file = PngBytes.Image(40, 36, 8, 4, false, (x, y, channel) => channel == 0 ? ink : page[(y * 40) + x]);

        Assert.Equal(Prepared, Preparation.PrepareFile(_folder.Write("ink.png", file)));
    }

    [Fact]
    public void Prepare_WidePicture_KeepsItsProportions()
    {
        byte[] image = Preparation.Prepare([.. Enumerable.Repeat((byte)255, 50).Concat(new byte[150])], 50, 4)!;

        // A bar of 50×1 pixels becomes one of 20×1, its centre as near to the middle as whole pixels allow.
        Assert.Equal(20, image.Count(p => p > 0));
        Assert.All(Enumerable.Range(5, 20), x => Assert.Equal(255, image[(14 * 28) + x]));
    }

    [Fact]
    public void Prepare_Whole_ScalesIntoTheFrame()
    {
        byte[] corner = new byte[56 * 56];
        corner[0] = corner[1] = corner[56] = corner[57] = 200;

        byte[] image = new PicturePreparation(28, 28) { KeepsWhole = true }.Prepare(corner, 56, 56)!;

        Assert.Equal(200, image[0]);
        Assert.Equal(1, image.Count(p => p > 0));
    }

    [Fact]
    public void PrepareFile_NothingInIt_SaysSo()
    {
        string path = _folder.Write("blank.png", PngBytes.Image(30, 30, 8, 0, false, (_, _, _) => 128));

        var error = Assert.Throws<DatasetException>(() => Preparation.PrepareFile(path));

        Assert.Equal($"{path} has nothing in it: all its pixels have nearly the same grey.", error.Message);
    }

    [Fact]
    public void PrepareFile_NoPicture_SaysSo()
    {
        string path = _folder.Write("broken.png", [1, 2, 3]);

        var error = Assert.Throws<DatasetException>(() => Preparation.PrepareFile(path));

        Assert.StartsWith($"{path} cannot be used: ", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Arc()
    {
        byte[] pixels = new byte[40 * 40];
        for (int i = 0; i < pixels.Length; i++)
        {
            double x = (i % 40) - 15, y = (i / 40) - 20, radius = Math.Sqrt((x * x) + (y * y));
            pixels[i] = x > -6 || y > 5 ? (byte)Math.Clamp(255 - (90 * (Math.Abs(radius - 12) - 2)), 0, 255) : (byte)0;
        }

        return pixels;
    }

    private static byte[] Page(byte[] image, int factor, int width, int height, int left, int top, byte paper)
    {
        byte[] page = [.. Enumerable.Repeat(paper, width * height)];
        for (int y = 0; y < 28 * factor; y++)
        {
            for (int x = 0; x < 28 * factor; x++)
            {
                byte ink = image[(y / factor * 28) + (x / factor)];
                if (ink > 0)
                    page[((top + y) * width) + left + x] = ink;
            }
        }

        return page;
    }

    private static int InkedRows(byte[] image) =>
        Enumerable.Range(0, 28).Count(y => image.Skip(y * 28).Take(28).Any(p => p > 0));
}
