using Sweeper.Datasets.Digits;

namespace Sweeper.Datasets.Tests.Digits;

public sealed class SplineTests
{
    [Fact]
    public void At_Ends_PassesThePoints()
    {
        PenPoint before = (-1, 2), from = (0, 0), to = (3, 1), after = (5, 7);

        Assert.Equal(from, Spline.At(before, from, to, after, 0));
        Assert.Equal(to, Spline.At(before, from, to, after, 1));
    }

    [Fact]
    public void At_EvenlySpacedPointsOnALine_StaysOnIt()
    {
        PenPoint middle = Spline.At((0, 0), (1, 2), (2, 4), (3, 6), 0.25);

        Assert.Equal(1.25, middle.X, 12);
        Assert.Equal(2.5, middle.Y, 12);
    }

    [Fact]
    public void At_NextCurve_ContinuesInTheSameDirection()
    {
        PenPoint a = (0, 0), b = (1, 3), c = (4, 4), d = (6, 1), e = (9, 2);
        const double Step = 1e-6;

        PenPoint arriving = c - Spline.At(a, b, c, d, 1 - Step);
        PenPoint leaving = Spline.At(b, c, d, e, Step) - c;

        Assert.Equal(arriving.X / Step, leaving.X / Step, 4);
        Assert.Equal(arriving.Y / Step, leaving.Y / Step, 4);
    }
}
