using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Running;

public class ResumedTrialTests
{
    private static readonly SweepPlan Plan = Sample.Plan(trials: 1, epochs: 6) with
    {
        EarlyStopping =
            new EarlyStopping { Monitor = "accuracy", Goal = Goal.Maximize, Patience = 3, MinDelta = 0, RestoreBest = true },
    };

    // The best is epoch 2, and patience ends with epoch 5.
    private static readonly double[] Accuracies = [0.5, 0.9, 0.6, 0.7, 0.8, 0.4];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Run_InterruptedTrial_GoesOnAsIfItHadNotStopped(int epoch)
    {
        var whole = new MemoryJournal(Plan);
        Run(whole, new ScriptedRunner(Accuracy));
        var journal = Interrupted(epoch, content: 1);
        var runner = new ScriptedRunner(Accuracy);

        Run(journal, runner);

        Assert.Equal([.. Enumerable.Range(epoch + 1, 5 - epoch)], journal.Epochs[1].Select(e => e.Epoch));
        Assert.Equal(["1 after " + epoch], runner.Notes);
        TrialOutcome outcome = journal.Ended[1].Outcome, expected = whole.Ended[1].Outcome;
        Assert.Equal((TrialState.Completed, 5, 2), (outcome.State, outcome.LastEpoch, outcome.BestEpoch));
        Assert.Equal(expected with { DurationSeconds = 0 }, outcome with { DurationSeconds = 0 });
        Assert.True(
            outcome.DurationSeconds >= 100 * epoch,
            $"{outcome.DurationSeconds} s leave out the epochs before the interruption.");
    }

    [Fact]
    public void Run_CheckpointThatTheTrialRefuses_StartsFromItsBeginningAndSaysWhy()
    {
        var journal = Interrupted(epoch: 3, content: 77);
        var runner = new ScriptedRunner(Accuracy);

        Run(journal, runner);

        Assert.Equal([1, 2, 3, 4, 5], journal.Epochs[1].Select(e => e.Epoch));
        Assert.Equal(["1: it is no state of this trial"], runner.Notes);
        Assert.True(journal.Ended[1].Outcome.DurationSeconds < 100);
    }

    [Fact]
    public void Run_CheckpointThatTheStoreRefuses_StartsFromItsBeginningAndSaysWhy()
    {
        var journal =
            new MemoryJournal(Plan) { Earlier = { [1] = new EarlierAttempt { Refusal = "its checkpoint is damaged" } } };
        var runner = new ScriptedRunner(Accuracy);

        Run(journal, runner);

        Assert.Equal(5, journal.Epochs[1].Count);
        Assert.Equal(["1: its checkpoint is damaged"], runner.Notes);
    }

    [Fact]
    public void Run_AskedToStop_SavesTheStateOfTheEpoch()
    {
        using var stop = new CancellationTokenSource();
        var journal = new MemoryJournal(Plan);
        var runner = new ScriptedRunner((t, e) =>
        {
            if (e == 3)
                stop.Cancel();
            return Accuracy(t, e);
        });

        new SweepRunner(runner, runner, new SteppedTime()).Run(Plan, journal, 1, stop.Token);

        (int trial, int epoch, byte[] content) = Assert.Single(journal.Checkpoints);
        Assert.Equal((1, 3), (trial, epoch));
        Assert.Equal([1], content);
        Assert.Equal(TrialState.Interrupted, journal.Ended[1].Outcome.State);
    }

    [Fact]
    public void Run_EpochsOfASecond_SavesEachButTheLast()
    {
        var time = new SteppedTime();
        SweepPlan plan = Plan with { EarlyStopping = null };
        var journal = new MemoryJournal(plan);
        var runner = new ScriptedRunner((t, e) =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Accuracy(t, e);
        });

        new SweepRunner(runner, runner, time).Run(plan, journal, 1, default);

        Assert.Equal([1, 2, 3, 4, 5], journal.Checkpoints.Select(c => c.Epoch));
    }

    private static double Accuracy(Trial trial, int epoch) => Accuracies[epoch - 1];

    private static void Run(MemoryJournal journal, ScriptedRunner runner) =>
        new SweepRunner(runner, runner, TimeProvider.System).Run(Plan, journal, 1, default);

    /// <summary>A journal with a trial that was interrupted after some epochs of a hundred seconds each.</summary>
    private static MemoryJournal Interrupted(int epoch, byte content)
    {
        ImmutableArray<EpochMetrics> epochs =
        [
            .. Enumerable.Range(1, epoch).Select(e => new EpochMetrics
            {
                Epoch = e,
                Metrics = [new MetricValue("accuracy", Accuracies[e - 1])],
                DurationSeconds = 100,
            }),
        ];
        return new MemoryJournal(Plan)
        {
            InitialStates = [TrialState.Interrupted],
            InitialAttempts = [1],
            Earlier = { [1] = new EarlierAttempt { Epochs = epochs,
                Checkpoint = new TrialCheckpoint(epoch, () => new MemoryStream([content])) } },
        };
    }
}
