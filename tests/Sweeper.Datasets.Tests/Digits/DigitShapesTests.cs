using Sweeper.Datasets.Digits;

namespace Sweeper.Datasets.Tests.Digits;

public sealed class DigitShapesTests
{
    public static TheoryData<int> Digits => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Digits))]
    public void ByDigit_EachShape_FillsItsBoxAndUsesAllItsPoints(int digit)
    {
        Assert.All(DigitShapes.ByDigit[digit], shape =>
        {
            Assert.True(shape.Weight > 0);
            Assert.All(shape.Points, point => Assert.InRange(point.X, 0, 60));
            Assert.InRange(shape.Points.Min(point => point.Y), 0, 5);
            Assert.InRange(shape.Points.Max(point => point.Y), 94, 100);
            Assert.Equal(
                Enumerable.Range(0, shape.Points.Length), shape.Strokes.SelectMany(stroke => stroke).Distinct().Order());
            Assert.All(shape.Strokes, stroke => Assert.True(stroke.Length >= 2));
        });
    }
}
