using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;

namespace Sweeper.Sweeps.Tests.Pruners;

public sealed class HyperbandPrunerTests
{
    [Fact]
    public void Brackets_FromTheFirst_AreItsMultiples() =>
        Assert.Equal([3, 9, 27, 81], HyperbandPruner.From(3).Brackets.Take(4));

    [Fact]
    public void Brackets_FromTheLast_AreItsFractions()
    {
        Assert.Equal<int>([3, 9], HyperbandPruner.UpTo(27, brackets: 2).Brackets);
        Assert.Equal<int>([3, 11, 33], HyperbandPruner.UpTo(100, brackets: 3).Brackets);
        Assert.Equal<int>([1, 3, 9, 27, 81], HyperbandPruner.UpTo(243, brackets: 100).Brackets);
        Assert.Equal<int>([9, 27], HyperbandPruner.UpTo(81, brackets: 4, minimumEpoch: 4).Brackets);
        Assert.Empty(HyperbandPruner.UpTo(2, brackets: 2).Brackets);
    }

    [Fact]
    public void Brackets_OfAllThatThereAre_LeaveTheLastEpochOut()
    {
        Assert.Equal<int>([1, 3], HyperbandPruner.UpTo(9).Brackets);
        Assert.Equal<int>([1, 3], HyperbandPruner.UpTo(9, brackets: 2).Brackets);
        Assert.Equal<int>([1], HyperbandPruner.UpTo(3).Brackets);
        Assert.Empty(HyperbandPruner.UpTo(2).Brackets);
    }

    [Theory]
    [InlineData(100, "at epochs 3, 9, 27, 81")]
    [InlineData(81, "at epochs 3, 9, 27")]
    [InlineData(9, "at epoch 3")]
    [InlineData(3, "which no trial is long enough for")]
    public void Describe_TrialsThatEnd_NamesTheBracketsBeforeTheirEnd(int lastEpoch, string places) =>
        Assert.Equal(
            $"hyperband: the best 1/3 of the trials that have come there go on, {places}",
            HyperbandPruner.From(3).Describe(lastEpoch));

    [Theory]
    [InlineData(243, 3, 5)]
    [InlineData(242, 3, 4)]
    [InlineData(1_000, 10, 3)]
    [InlineData(125, 5, 3)]
    [InlineData(1 << 29, 2, 29)]
    public void Brackets_OfAllThatThereAre_AreCountedExactly(int epochs, int eta, int count) =>
        Assert.Equal(count, HyperbandPruner.UpTo(epochs, eta).Brackets.Length);

    [Fact]
    public void Compare_Strict_KeepsTheBestPartRoundedDown() =>
        Assert.Equal([false, true, true, true, true, false, true], Decide(isStrict: true));

    [Fact]
    public void Compare_NotStrict_KeepsOneMore() =>
        Assert.Equal([false, true, false, false, true, false, true], Decide(isStrict: false));

    [Fact]
    public void EndEpoch_PrunedTrial_SaysWhy()
    {
        var run = new PrunerRun(HyperbandPruner.From(2), Goal.Minimize, 2, epochs: 5);
        run.Train(1, 0.5, 0.3);
        Assert.Equal(
            "pruned after epoch 2 by hyperband: accuracy 0.4 is not the best of 2 at this bracket (needs ≤ "
            + "0.3)", run.Train(2, 0.4, 0.4));
    }

    private static IEnumerable<bool> Decide(bool isStrict)
    {
        double[] arrivals = [0.9, 0.5, 0.7, 0.7, 0.3, 0.95, 0.1];
        var run = new PrunerRun(HyperbandPruner.From(1, 3, isStrict), Goal.Maximize, arrivals.Length, epochs: 2);
        for (int i = 0; i < arrivals.Length; i++)
            run.Report(i + 1, arrivals[i]);
        return run.Decisions.Select(d => d.IsPruned);
    }
}
