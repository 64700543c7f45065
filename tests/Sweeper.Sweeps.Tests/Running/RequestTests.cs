using System.Diagnostics;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Running;

/// <summary>What is asked of a sweep while it runs.</summary>
public sealed class RequestTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    [Fact]
    public void Run_TrialIsAskedToStop_InterruptsItAfterItsEpochAndTrainsTheOthers()
    {
        SweepPlan plan = Sample.Plan(trials: 3, epochs: int.MaxValue - 1);
        var journal = new MemoryJournal(plan);

        SweepResult result = Run(plan, journal, (trial, epoch) =>
        {
            if (epoch == 1)
                journal.Requests.Enqueue(Ask(RequestKind.Stop, trial.Number));
        });

        Assert.All(journal.Ended.Values, e => Assert.Equal(TrialState.Interrupted, e.Outcome.State));
        TrialOutcome first = journal.Ended[1].Outcome;
        Assert.Equal($"ada at host asked it to stop after epoch {first.LastEpoch}", first.Reason);
        Assert.Equal((SweepState.Interrupted, "trials were asked to stop: 3"), journal.End);
        Assert.Equal((3, 3, null), (result.LeftCount, result.StoppedCount, result.StoppedBy));
    }

    [Fact]
    public void Run_TrialIsAskedToBePruned_EndsItAsPrunedWithWhatItHas()
    {
        SweepPlan plan = Sample.Plan(trials: 1, epochs: int.MaxValue - 1);
        var journal = new MemoryJournal(plan);

        SweepResult result = Run(plan, journal, (trial, epoch) =>
        {
            if (epoch == 1)
                journal.Requests.Enqueue(Ask(RequestKind.Prune, trial.Number));
        });

        TrialOutcome pruned = journal.Ended[1].Outcome;
        Assert.Equal(TrialState.Pruned, pruned.State);
        Assert.Equal($"ada at host asked for it to be pruned after epoch {pruned.LastEpoch}", pruned.Reason);
        Assert.NotNull(pruned.Objective);
        Assert.Equal((0, SweepState.Completed), (result.LeftCount, journal.End!.Value.State));
    }

    [Fact]
    public void Run_SweepIsAskedToStop_InterruptsWhatTrainsAndStartsNoMore()
    {
        SweepPlan plan = Sample.Plan(trials: 5, epochs: int.MaxValue - 1);
        var journal = new MemoryJournal(plan);

        SweepResult result = Run(plan, journal, (_, epoch) =>
        {
            if (epoch == 1)
                journal.Requests.Enqueue(Ask(RequestKind.Stop, trial: null));
        });

        Assert.Equal([1], journal.Started);
        Assert.StartsWith(
            "ada at host asked the sweep to stop after epoch ", journal.Ended[1].Outcome.Reason, StringComparison.Ordinal);
        Assert.Equal((SweepState.Interrupted, "ada at host asked it to stop"), journal.End);
        Assert.Equal((5, "ada at host"), (result.LeftCount, result.StoppedBy));
    }

    [Fact]
    public void Run_ProgramIsAskedToStop_IsToldBetweenItsReports()
    {
        SweepPlan plan = Sample.Plan(trials: 1, epochs: Trial.UnknownEpochs);
        var journal = new MemoryJournal(plan);
        var runner = new WaitingRunner(() => journal.Requests.Enqueue(Ask(RequestKind.Stop, 1)));

        new SweepRunner(runner, new ScriptedRunner((_, _) => 0), TimeProvider.System).Run(
            plan, journal, 1, CancellationToken.None);

        Assert.Equal("ada at host asked it to stop", journal.Ended[1].Outcome.Reason);
    }

    [Fact]
    public void Run_FailedTrialIsAskedForAgain_TrainsItOnceMore()
    {
        SweepPlan plan = Sample.Plan(trials: 2, epochs: 1) with { Failures = FailureRules.Default with { Retries = 0 } };
        var journal = new MemoryJournal(plan);
        bool hasFailed = false;

        SweepResult result = Run(plan, journal, (trial, _) =>
        {
            if (trial.Number == 1 && !hasFailed)
            {
                hasFailed = true;
                throw new SweeperException("no memory", FailureKind.Environment);
            }

            if (trial.Number == 2)
            {
                journal.Requests.Enqueue(Ask(RequestKind.Retry, 1));
                WaitUntil(() => !journal.Answers.IsEmpty);
            }
        });

        Assert.Equal([1, 1, 2], journal.Started.Order());
        Assert.Equal([TrialState.Completed, TrialState.Completed], result.States.AsEnumerable());
        Assert.Equal(SweepState.Completed, journal.End!.Value.State);
    }

    [Theory]
    [InlineData(RequestKind.Stop, 2, "trial 2 is not running, and only a running one can be stopped")]
    [InlineData(RequestKind.Prune, 2, "trial 2 is not running, and only a running one can be pruned")]
    [InlineData(RequestKind.Stop, 9, "there is no trial 9; so far there are 1 to 2")]
    [InlineData(RequestKind.Stop, 0, "there is no trial 0; so far there are 1 to 2")]
    [InlineData(RequestKind.Retry, 1, "trial 1 is not tried again: it is running")]
    [InlineData(RequestKind.Retry, 2, "trial 2 is not tried again: its turn is yet to come")]
    [InlineData(RequestKind.Prune, null, "only a trial can be pruned or tried again, not a sweep")]
    public void Run_AskedForWhatCannotBe_SaysWhyAndGoesOn(RequestKind kind, int? trial, string answer)
    {
        SweepPlan plan = Sample.Plan(trials: 2, epochs: 1);
        var journal = new MemoryJournal(plan);

        SweepResult result = Run(plan, journal, (t, _) =>
        {
            if (t.Number != 1)
                return;
            journal.Requests.Enqueue(Ask(kind, trial));
            WaitUntil(() => !journal.Answers.IsEmpty);
        });

        Assert.Equal([new RequestAnswer(false, answer)], journal.Answers);
        Assert.Equal([TrialState.Completed, TrialState.Completed], result.States.AsEnumerable());
    }

    private static SweepRequest Ask(RequestKind kind, int? trial) => new()
    {
        Kind = kind, Sweep = "plan", Trial = trial, AskedBy = "ada at host", AskedAt = DateTimeOffset.UnixEpoch,
    };

    private static SweepResult Run(SweepPlan plan, MemoryJournal journal, Action<Trial, int> onEpoch)
    {
        var runner = new ScriptedRunner((trial, epoch) =>
        {
            onEpoch(trial, epoch);
            if (epoch > 1)
                Thread.Sleep(1);
            return 1.0 / epoch;
        });
        return new SweepRunner(runner, runner, TimeProvider.System).Run(plan, journal, 1, CancellationToken.None);
    }

    private static void WaitUntil(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Longest, "Nobody answered.");
            Thread.Sleep(1);
        }
    }

    private sealed class WaitingRunner(Action ask) : ITrialRunner
    {
        public TrialResult Run(Trial trial, ITrialMonitor monitor)
        {
            ask();
            WaitUntil(() => monitor.Ask().ShouldStop);
            return new TrialResult();
        }
    }
}
