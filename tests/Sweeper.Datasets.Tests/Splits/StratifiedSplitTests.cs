using Sweeper.Datasets.Splits;

namespace Sweeper.Datasets.Tests.Splits;

public sealed class StratifiedSplitTests
{
    // 50 of class 0, 30 of class 1, 20 of class 2, mixed.
    private static readonly byte[] Labels =
        [.. Enumerable.Range(0, 100).Select(i => (byte)(i % 10 < 5 ? 0 : i % 10 < 8 ? 1 : 2))];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(99)]
    [InlineData(100)]
    public void Create_AnyCount_DividesAllImagesInAscendingOrder(int count)
    {
        StratifiedSplit split = StratifiedSplit.Create(Labels, classCount: 3, count, seed: 1);

        Assert.Equal(count, split.Validation.Length);
        Assert.Equal(split.Validation.Order(), split.Validation);
        Assert.Equal(split.Train.Order(), split.Train);
        Assert.Equal(Enumerable.Range(0, 100), split.Train.Concat(split.Validation).Order());
    }

    [Theory]
    [InlineData(10, new[] { 5, 3, 2 })] // 5.0, 3.0, 2.0
    [InlineData(11, new[] { 6, 3, 2 })] // 5.5, 3.3, 2.2
    [InlineData(14, new[] { 7, 4, 3 })] // 7.0, 4.2, 2.8
    [InlineData(1, new[] { 1, 0, 0 })] // 0.5, 0.3, 0.2
    [InlineData(3, new[] { 1, 1, 1 })] // 1.5, 0.9, 0.6
    [InlineData(5, new[] { 3, 1, 1 })] // 2.5, 1.5, 1.0: of equal fractions, the lower class
    public void Create_Shares_FollowTheLargestRemainder(int count, int[] expected)
    {
        StratifiedSplit split = StratifiedSplit.Create(Labels, classCount: 3, count, seed: 1);

        Assert.Equal(expected, ClassCounts(split.Validation));
    }

    [Fact]
    public void Create_SameSeed_ChoosesTheSameImages()
    {
        Assert.Equal(
            StratifiedSplit.Create(Labels, classCount: 3, 20, seed: 5).Validation,
            StratifiedSplit.Create(Labels, classCount: 3, 20, seed: 5).Validation);
    }

    [Fact]
    public void Create_OtherSeed_ChoosesOtherImages()
    {
        Assert.NotEqual(
            StratifiedSplit.Create(Labels, classCount: 3, 20, seed: 5).Validation,
            StratifiedSplit.Create(Labels, classCount: 3, 20, seed: 6).Validation);
    }

    [Fact]
    public void Create_AmongGivenImages_DividesOnlyThose()
    {
        int[] sample = StratifiedSplit.Sample(Labels, classCount: 3, 40, seed: 2);

        StratifiedSplit split = StratifiedSplit.Create(Labels, sample, classCount: 3, 10, seed: 3);

        Assert.Equal([20, 12, 8], ClassCounts(sample));
        Assert.Equal(sample, split.Train.Concat(split.Validation).Order());
        Assert.Equal([5, 3, 2], ClassCounts(split.Validation));
    }

    [Fact]
    public void Create_GivenImagesInAnotherOrder_MakesNoDifference()
    {
        int[] indices = [.. Enumerable.Range(0, 60)];
        StratifiedSplit expected = StratifiedSplit.Create(Labels, indices, classCount: 3, 10, seed: 3);
        Array.Reverse(indices);

        Assert.Equal(expected.Validation, StratifiedSplit.Create(Labels, indices, classCount: 3, 10, seed: 3).Validation);
    }

    [Fact]
    public void Create_ClassWithoutImages_IsLeftOut()
    {
        StratifiedSplit split = StratifiedSplit.Create([0, 2, 0, 2], classCount: 4, 2, seed: 1);

        Assert.Equal(2, split.Validation.Length);
    }

    [Fact]
    public void Create_NoImages_IsEmpty() => Assert.Empty(StratifiedSplit.Create([], classCount: 3, 0, seed: 1).Train);

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void Create_CountOutOfRange_Throws(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedSplit.Create(Labels, classCount: 3, count, seed: 1));

    [Fact]
    public void Create_LabelBeyondTheClasses_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedSplit.Create(Labels, classCount: 2, 10, seed: 1));

    private static int[] ClassCounts(int[] indices) =>
        [.. Enumerable.Range(0, 3).Select(c => indices.Count(i => Labels[i] == c))];
}
