using Sweeper.Cli.Progress;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tests.Progress;

public sealed class SweepProgressTests
{
    [Fact]
    public void Snapshot_BeforeAnything_CountsTheTrialsAsTheyStand()
    {
        var progress = new SweepProgress(
            Sample.Plan(), [TrialState.Completed, TrialState.Waiting, TrialState.Failed, TrialState.Waiting], null);

        ProgressSnapshot now = progress.Snapshot();

        Assert.Equal((4, 2, 2), (now.Total, now.Ended, now.Count(TrialState.Waiting)));
        Assert.Empty(now.Running);
        Assert.Null(now.Best);
    }

    [Fact]
    public void Snapshot_RunningTrial_HasItsLastEpoch()
    {
        SweepPlan plan = Sample.Plan();
        var progress = new SweepProgress(plan, [.. plan.Trials.Select(_ => TrialState.Waiting)], null);

        progress.TrialStarted(plan.Trials[1]);
        progress.EpochEnded(plan.Trials[1], Sample.Epoch(1, 0.5));
        progress.EpochEnded(plan.Trials[1], Sample.Epoch(4, 0.6));

        RunningTrial running = Assert.Single(progress.Snapshot().Running);
        Assert.Equal((2, 4, 0.4), (running.Trial.Number, running.LastEpoch?.Epoch, running.Fraction));
    }

    [Theory]
    [InlineData(Goal.Maximize, 2)]
    [InlineData(Goal.Minimize, 1)]
    public void Snapshot_EndedTrials_HasTheBestByTheGoal(Goal goal, int best)
    {
        SweepPlan plan = Sample.Plan(goal: goal);
        var progress = new SweepProgress(plan, [.. plan.Trials.Select(_ => TrialState.Waiting)], null);

        End(progress, plan.Trials[0], Sample.Outcome(objective: 0.7));
        End(progress, plan.Trials[1], Sample.Outcome(objective: 0.8));
        End(progress, plan.Trials[2], Sample.Outcome(TrialState.Diverged, objective: goal == Goal.Maximize ? 0.99 : 0.01));

        Assert.Equal(best, progress.Snapshot().Best?.Trial.Number);
    }

    [Fact]
    public void Snapshot_WorseTrialThanThatOfAnEarlierRun_KeepsTheEarlierBest()
    {
        SweepPlan plan = Sample.Plan();
        TrialState[] states = [TrialState.Completed, TrialState.Waiting, TrialState.Waiting, TrialState.Waiting];
        var progress = new SweepProgress(plan, [.. states], new BestTrial(plan.Trials[0], 0.95));

        End(progress, plan.Trials[1], Sample.Outcome(objective: 0.9));

        Assert.Equal(1, progress.Snapshot().Best?.Trial.Number);
    }

    [Fact]
    public async Task Snapshot_WhileManyThreadsReport_AlwaysCountsEveryTrialOnce()
    {
        SweepPlan plan = Sample.Plan(learningRates: 100);
        var progress = new SweepProgress(plan, [.. plan.Trials.Select(_ => TrialState.Waiting)], null);
        int ended = 0;
        progress.Ended += (_, _) => Interlocked.Increment(ref ended);
        var inconsistent = new List<ProgressSnapshot>();

        Task work = Task.Run(() => Parallel.ForEach(plan.Trials, new ParallelOptions { MaxDegreeOfParallelism = 8 }, trial =>
        {
            progress.TrialStarted(trial);
            progress.EpochEnded(trial, Sample.Epoch(1, 0.5));
            bool fails = trial.Number % 4 == 0;
            progress.TrialEnded(
                trial, fails ? Sample.Outcome(TrialState.Failed, null) : Sample.Outcome(objective: trial.Number / 1000.0));
        }));
        do
        {
            ProgressSnapshot now = progress.Snapshot();
            if (now.Total != 200 || now.Count(TrialState.Running) != now.Running.Length)
                inconsistent.Add(now);
        }
        while (!work.IsCompleted);
        await work;

        ProgressSnapshot end = progress.Snapshot();
        Assert.Empty(inconsistent);
        Assert.Equal(200, ended);
        Assert.Equal((200, 200, 150, 50), (end.Total, end.Ended, end.Count(TrialState.Completed), end.Count(TrialState.Failed)));
        Assert.Equal(199, end.Best?.Trial.Number);
    }

    private static void End(SweepProgress progress, Trial trial, TrialOutcome outcome)
    {
        progress.TrialStarted(trial);
        progress.TrialEnded(trial, outcome);
    }
}
