using Sweeper.Datasets.Digits;
using Sweeper.Neural.Randomness;

namespace Sweeper.Datasets.Tests.Digits;

public sealed class InkCanvasTests
{
    private readonly InkCanvas _canvas = new();

    [Fact]
    public void DrawLine_Horizontal_HasTheWidthOfThePen()
    {
        _canvas.DrawLine((5, 10), (20, 10), radius: 2, pressure: 1);

        byte[] column = [.. Pixels().Where((_, i) => i % InkCanvas.Size == 12)];
        Assert.Equal(new byte[] { 0, 255, 255, 255, 255, 0 }, column[7..13]);
        Assert.Equal(4 * 255, column.Sum(ink => ink));
    }

    [Fact]
    public void DrawLine_BetweenPixels_CoversThemByShares()
    {
        _canvas.DrawLine((5, 10.5), (20, 10.5), radius: 1, pressure: 1);

        byte[] column = [.. Pixels().Where((_, i) => i % InkCanvas.Size == 12)];
        Assert.Equal(new byte[] { 0, 128, 255, 128, 0 }, column[8..13]);
    }

    [Fact]
    public void DrawLine_ThatLeavesTheCanvas_IsCutOff()
    {
        _canvas.DrawLine((-50, 14), (80, 14), radius: 1, pressure: 1);
        _canvas.DrawLine((100, 100), (120, 90), radius: 3, pressure: 1);

        Assert.Equal(2 * InkCanvas.Size, Pixels().Count(ink => ink > 0));
    }

    [Fact]
    public void DrawLine_OverADarkerOne_KeepsTheDarkerInk()
    {
        _canvas.DrawLine((5, 10), (20, 10), radius: 2, pressure: 1);
        byte[] before = Pixels();

        _canvas.DrawLine((5, 10), (20, 10), radius: 2, pressure: 0.5);

        Assert.Equal(before, Pixels());
    }

    [Fact]
    public void Blur_SinglePixel_GivesAQuarterOfItsShareToEachNeighbour()
    {
        _canvas.Speckle(10, 10, 1);

        _canvas.Blur(0.4);

        byte[] pixels = Pixels();
        Assert.Equal(153, pixels[10 * InkCanvas.Size + 10]);
        Assert.Equal(26, pixels[10 * InkCanvas.Size + 11]);
        Assert.Equal(5, pixels.Count(ink => ink > 0));
    }

    [Fact]
    public void CopyTo_WithGrain_WeakensInkAndLeavesPaperWhite()
    {
        _canvas.DrawLine((5, 10), (20, 10), radius: 2, pressure: 1);
        byte[] smooth = Pixels();
        byte[] rough = new byte[smooth.Length];

        _canvas.CopyTo(rough, grain: 0.5, RandomSource.FromSeed(1));

        Assert.NotEqual(smooth, rough);
        Assert.All(smooth.Zip(rough), pair => Assert.InRange(pair.Second, pair.First / 2, pair.First));
    }

    [Fact]
    public void Clear_AfterDrawing_LeavesNoInk()
    {
        _canvas.DrawLine((5, 10), (20, 10), radius: 2, pressure: 1);

        _canvas.Clear();

        Assert.DoesNotContain(Pixels(), ink => ink > 0);
    }

    private byte[] Pixels()
    {
        byte[] pixels = new byte[InkCanvas.Size * InkCanvas.Size];
        _canvas.CopyTo(pixels, grain: 0, RandomSource.FromSeed(1));
        return pixels;
    }
}
