using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;

namespace Sweeper.Sweeps.Tests.Pruners;

public sealed class SuccessiveHalvingPrunerTests
{
    [Theory]
    [InlineData(Goal.Minimize, 1)]
    [InlineData(Goal.Maximize, -1)]
    public void Compare_ArrivalsAtOneRung_GoOnWhenAmongTheBestThird(Goal goal, int sign)
    {
        double[] arrivals = [0.9, 0.5, 0.7, 0.4, 0.6, 0.3];
        var run = new PrunerRun(new SuccessiveHalvingPruner(), goal, arrivals.Length, epochs: 2);
        for (int i = 0; i < arrivals.Length; i++)
            run.Report(i + 1, sign * arrivals[i]);
        Assert.Equal([false, false, true, false, true, false], run.Decisions.Select(d => d.IsPruned));
        Assert.Equal([1, 1, 1, 1, 1, 2], run.Decisions.Select(d => d.Kept));
        Assert.Equal([1, 2, 3, 4, 5, 6], run.Decisions.Select(d => d.Compared));
    }

    [Fact]
    public void Compare_TieWithTheThreshold_Passes()
    {
        var run = new PrunerRun(new SuccessiveHalvingPruner(), Goal.Maximize, 4, epochs: 2);
        for (int trial = 1; trial <= 4; trial++)
            Assert.Null(run.Report(trial, 0.5));
    }

    [Fact]
    public void Rungs_OfSeveralFactors_AreFloorsOfExactProducts()
    {
        Assert.Equal<int>([1, 3, 9, 27, 81, 243], new SuccessiveHalvingPruner(1, 3, 243).Rungs);
        Assert.Equal<int>([2, 8, 32], new SuccessiveHalvingPruner(2, 4, 100).Rungs);
        Assert.Equal<int>([1, 2, 3, 5, 7], new SuccessiveHalvingPruner(1, 1.5m, 10).Rungs);
        Assert.Equal<int>([5], new SuccessiveHalvingPruner(5, 2, 5).Rungs);
        Assert.Equal<int>([1, 1_000, 1_000_000, 1_000_000_000], new SuccessiveHalvingPruner(1, 1_000).Rungs);
    }

    [Fact]
    public void Compare_TrialThatSkipsEpochs_IsComparedAtTheFirstOneAfterTheRung()
    {
        var pruning = new SweepPruning(
            new SuccessiveHalvingPruner(2, 2), new Objective("loss", Goal.Minimize), PrunerLog.Empty, [1]);
        List<PrunerDecision?> made = [];
        pruning.TrialStarted(1);
        foreach (int epoch in new[] { 1, 3, 6, 7, 9 })
            pruning.EndEpoch(1, epoch, 1, true, made.Add);
        Assert.Equal([null, (2, 3), (4, 6), null, (8, 9)], made.Select(d => d is null ? null : ((int, int)?)(d.Rung, d.Epoch)));
    }

    [Fact]
    public void EndEpoch_PrunedTrial_SaysWhy()
    {
        var run = new PrunerRun(new SuccessiveHalvingPruner(1, 2), Goal.Maximize, 4, epochs: 5);
        foreach ((int trial, double value) in new[] { (1, 0.93), (2, 0.94), (3, 0.5) })
            run.Report(trial, value);
        Assert.Equal(
            "pruned after epoch 1 by successive halving: accuracy 0.91 is not among the best 2 of 4 at this rung (needs ≥ 0.93)",
            run.Report(4, 0.91));
    }

    [Fact]
    public void EndEpoch_ValuesThatDifferLate_AreWrittenSoThatTheyDiffer()
    {
        var run = new PrunerRun(new SuccessiveHalvingPruner(), Goal.Minimize, 2, epochs: 5);
        run.Report(1, 0.12345);
        Assert.Equal(
            "pruned after epoch 1 by successive halving: accuracy 0.123451 is not the best of 2 at this rung (needs ≤ 0.12345)",
            run.Report(2, 0.123451));
    }

    [Fact]
    public void Constructor_ImpossibleSettings_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SuccessiveHalvingPruner(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SuccessiveHalvingPruner(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SuccessiveHalvingPruner(3, 3, 2));
    }
}
