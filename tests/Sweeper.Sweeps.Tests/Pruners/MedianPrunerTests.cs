using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Pruners;

public sealed class MedianPrunerTests
{
    [Fact]
    public void Compare_BestSoFarBelowTheMedianAtTheEpoch_IsPruned()
    {
        PrunerRun run = Completed(new MedianPruner(3), (0.1, 0.5), (0.2, 0.6), (0.3, 0.9));
        Assert.Null(run.Report(4, 0.2));
        Assert.Equal(
            "pruned after epoch 2 by the median rule: the best accuracy so far, 0.55, is below the median of the 3 completed "
                + "trials at epoch 2, 0.6",
            run.Report(4, 0.55));
    }

    [Fact]
    public void Compare_WorseNowButOnceBetter_GoesOn()
    {
        PrunerRun run = Completed(new MedianPruner(3), (0.1, 0.5), (0.2, 0.6), (0.3, 0.9));
        Assert.Null(run.Report(4, 0.61));
        Assert.Null(run.Report(4, 0.0));
    }

    [Fact]
    public void Compare_EvenNumber_TakesTheMeanOfTheMiddleTwo()
    {
        PrunerRun run = Completed(new MedianPruner(0), (0.2, 0), (0.4, 0));
        Assert.Null(run.Report(3, 0.30000000000000004));
        Assert.NotNull(run.Report(4, 0.29));
    }

    [Fact]
    public void Compare_FewerThanTheStartupTrials_PrunesNothing()
    {
        PrunerRun run = Completed(new MedianPruner(3), (0.5, 0.5), (0.5, 0.5));
        Assert.Null(run.Train(3, 0.1, 0.2, 0.3));
        Assert.NotNull(run.Report(4, 0.1));
    }

    [Fact]
    public void Compare_NothingCompleted_PrunesNothing()
    {
        var run = new PrunerRun(new MedianPruner(0), Goal.Maximize, 2, epochs: 3);
        run.Report(1, 0.9);
        Assert.Null(run.Report(2, 0.1));
        Assert.All(run.Decisions, d => Assert.Null(d.Threshold));
    }

    [Fact]
    public void Compare_TrialsThatDidNotComplete_DoNotCount()
    {
        var run = new PrunerRun(new MedianPruner(1), Goal.Maximize, 5, epochs: 3);
        int trial = 1;
        foreach (TrialState state in new[] { TrialState.Failed, TrialState.Diverged, TrialState.Interrupted })
        {
            run.Report(trial, 0.9);
            run.End(trial++, state);
        }

        Assert.Null(run.Report(4, 0.1));
    }

    [Fact]
    public void Compare_CompletedTrialsThatEndedSooner_HaveNoValueThere()
    {
        var run = new PrunerRun(new MedianPruner(1), Goal.Maximize, 2, epochs: 4);
        run.Report(1, 0.5);
        run.End(1, TrialState.Completed);
        Assert.Null(run.Train(2, 0.6, 0.1, 0.1));
        Assert.Equal([0, 1, 0, 0], run.Decisions.Select(d => d.Compared));
    }

    [Fact]
    public void Compare_FewerValuesThanMinimumTrials_PrunesNothing()
    {
        PrunerRun run = Completed(new MedianPruner(1, minimumTrials: 2), (0.5, 0.5));
        Assert.Null(run.Train(2, 0.4, 0.4, 0.4));
        Assert.NotNull(run.Report(3, 0.3));
    }

    [Theory]
    [InlineData(0, 1, "1 2 3 4 5 6")]
    [InlineData(2, 1, "3 4 5 6")]
    [InlineData(1, 2, "2 4 6")]
    [InlineData(0, 4, "1 5")]
    public void RungAt_WarmupAndInterval_AreTheEpochsThatOptunaCompares(int warmup, int interval, string rungs)
    {
        var pruner = new MedianPruner(0, warmup, interval);
        Assert.Equal(rungs, string.Join(' ', Enumerable.Range(0, 7).Where(e => pruner.RungAt(e) == e)));
    }

    private static PrunerRun Completed(MedianPruner pruner, params (double First, double Second)[] trials)
    {
        var run = new PrunerRun(pruner, Goal.Maximize, 10, epochs: 3);
        for (int i = 0; i < trials.Length; i++)
        {
            run.Report(i + 1, trials[i].First);
            run.Report(i + 1, trials[i].Second);
            run.End(i + 1, TrialState.Completed);
        }

        return run;
    }
}
