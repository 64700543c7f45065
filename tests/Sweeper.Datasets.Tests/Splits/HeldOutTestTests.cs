using Sweeper.Datasets.Splits;
using Sweeper.Neural.Images;

namespace Sweeper.Datasets.Tests.Splits;

public sealed class HeldOutTestTests
{
    private static readonly LabelledImages Forty = new(
        1, 1, [.. Enumerable.Range(0, 40).Select(i => (byte)i)], [.. Enumerable.Range(0, 40).Select(i => (byte)(i % 4))]);

    [Fact]
    public void Of_Count_HoldsEachClassOutInItsShare()
    {
        HeldOutTest parts = HeldOutTest.Of(Forty, 8, 42);

        Assert.Equal((32, 8), (parts.Train.Count, parts.Test.Count));
        Assert.All(parts.Test.Labels.ToArray().CountBy(label => label), pair => Assert.Equal(2, pair.Value));
        // A pixel is the index of its image: all are there once, and with their own label.
        byte[] all = [.. parts.Train.Pixels, .. parts.Test.Pixels];
        Assert.Equal(Forty.Pixels.ToArray(), all.Order());
        Assert.All(Enumerable.Range(0, 8), i => Assert.Equal(parts.Test.Pixels[i] % 4, parts.Test.Labels[i]));
    }

    [Fact]
    public void Of_Seed_DecidesWhichImages()
    {
        byte[] one = HeldOutTest.Of(Forty, 8, 1).Test.Pixels.ToArray();
        Assert.Equal(one, HeldOutTest.Of(Forty, 8, 1).Test.Pixels.ToArray());
        Assert.NotEqual(one, HeldOutTest.Of(Forty, 8, 2).Test.Pixels.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Of_NothingOnOneSide_IsRefused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => HeldOutTest.Of(Forty, count, 1));
}
