using Sweeper.Datasets.Splits;

namespace Sweeper.Datasets.Tests.Splits;

public sealed class StratifiedFoldsTests
{
    // 51 of class 0, 30 of class 1, 20 of class 2, mixed.
    private static readonly byte[] Labels =
        [.. Enumerable.Range(0, 101).Select(i => (byte)(i % 10 < 5 ? 0 : i % 10 < 8 ? 1 : 2))];

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(101)]
    public void HoldOut_EveryFold_HoldsEachImageOutOnce(int count)
    {
        StratifiedFolds folds = StratifiedFolds.Create(Labels, classCount: 3, count, seed: 1);

        StratifiedSplit[] splits = [.. Enumerable.Range(1, count).Select(folds.HoldOut)];
        Assert.Equal(Enumerable.Range(0, 101), splits.SelectMany(s => s.Validation).Order());
        Assert.All(splits, s => Assert.Equal(Enumerable.Range(0, 101), s.Train.Concat(s.Validation).Order()));
        Assert.All(splits, s => Assert.Equal(s.Train.Order(), s.Train));
    }

    [Fact]
    public void HoldOut_EveryFold_HasItsShareOfEachClass()
    {
        StratifiedFolds folds = StratifiedFolds.Create(Labels, classCount: 3, count: 5, seed: 1);

        int[][] perFold = [.. Enumerable.Range(1, 5).Select(f => folds.HoldOut(f).Validation)];
        Assert.Equal(new[] { 20, 20, 20, 20, 21 }, perFold.Select(f => f.Length).Order());
        Assert.Equal(new[] { 10, 10, 10, 10, 11 }, perFold.Select(f => f.Count(i => Labels[i] == 0)).Order());
        Assert.All(perFold, f => Assert.Equal((6, 4), (f.Count(i => Labels[i] == 1), f.Count(i => Labels[i] == 2))));
    }

    [Fact]
    public void Create_SameSeedAndDivision_DividesTheSameWay()
    {
        Assert.Equal(Fold(seed: 5, division: 2), Fold(seed: 5, division: 2));
        Assert.NotEqual(Fold(seed: 5, division: 2), Fold(seed: 6, division: 2));
        Assert.NotEqual(Fold(seed: 5, division: 2), Fold(seed: 5, division: 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(102)]
    public void Create_CountOutOfRange_Throws(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedFolds.Create(Labels, classCount: 3, count, seed: 1));

    [Fact]
    public void Create_LabelThatIsNoClass_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedFolds.Create(Labels, classCount: 2, count: 5, seed: 1));

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void HoldOut_NoSuchFold_Throws(int fold) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => StratifiedFolds.Create(Labels, classCount: 3, count: 5, seed: 1).HoldOut(fold));

    private static int[] Fold(long seed, int division) =>
        StratifiedFolds.Create(Labels, classCount: 3, 5, seed, division).HoldOut(1).Validation;
}
