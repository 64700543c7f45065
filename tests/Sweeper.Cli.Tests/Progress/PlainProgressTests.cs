using Sweeper.Cli.Progress;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tests.Progress;

public sealed class PlainProgressTests
{
    [Fact]
    public void During_EndedTrials_WritesALineForEach()
    {
        string[] lines = Lines(Sample.Plan(), [], (progress, plan) =>
        {
            End(progress, plan.Trials[1], Sample.Outcome(objective: 0.975));
            End(progress, plan.Trials[0], Sample.Outcome(TrialState.Failed, null, "it needs too much memory"));
        });

        Assert.Equal(
            [
                "[1/4] trial 2: validation_accuracy 97.50 % at epoch 7 of 10 · activation=relu, learning_rate=0.2 · 1.5 s",
                "[2/4] trial 1: failed: it needs too much memory · activation=relu, learning_rate=0.1 · 1.5 s",
            ],
            lines);
    }

    [Fact]
    public void During_CarriedOnSweep_CountsFromWhatWasDone()
    {
        string[] lines = Lines(
            Sample.Plan(),
            [TrialState.Completed, TrialState.Waiting, TrialState.Diverged, TrialState.Waiting],
            (progress, plan) =>
            {
                End(progress, plan.Trials[1], Sample.Outcome());
                End(progress, plan.Trials[3], Sample.Outcome());
            });

        Assert.Equal(["[3/4]", "[4/4]"], lines.Select(l => l.Split(' ')[0]));
    }

    [Fact]
    public void During_EveryEpoch_WritesALineForEachWithTheNameOfItsTrial()
    {
        string[] lines = Lines(Sample.Plan(learningRates: 5), [], everyEpoch: true, work: (progress, plan) =>
        {
            progress.TrialStarted(plan.Trials[1]);
            progress.EpochEnded(
                plan.Trials[1],
                Epoch(1, ("train_loss", 0.42344), ("train_accuracy", 0.88452), ("test_loss", 0.5), ("test_accuracy", 0.8892)));
            progress.TrialStarted(plan.Trials[9]);
            progress.TrialResumed(plan.Trials[9], Epoch(9, ("train_loss", 0.1)));
            progress.EpochEnded(
                plan.Trials[9], Epoch(10, ("train_loss", double.NaN), ("train_accuracy", 0.1), ("validation_accuracy", 1)));
        });

        Assert.Equal(
            [
                "trial  2: Epoch  1/10 | Loss: 0.4234 | Train Acc: 88.45% | Test Acc: 88.92%",
                "trial 10 goes on after epoch 9",
                "trial 10: Epoch 10/10 | Loss:    NaN | Train Acc: 10.00% | Val Acc: 100.0%",
            ],
            lines);
    }

    [Fact]
    public void During_EveryEpochOfATrialWithOtherMetrics_WritesWhateverItReports()
    {
        string line = Assert.Single(Lines(Sample.Plan(), [], everyEpoch: true, work: (progress, plan) =>
        {
            progress.TrialStarted(plan.Trials[0]);
            progress.EpochEnded(plan.Trials[0], Epoch(3, ("reward", 12.5), ("recall_accuracy", 0.5)));
        }));

        Assert.Equal("trial 1: Epoch  3/10 | reward: 12.500 | recall_accuracy: 50.00%", line);
    }

    [Fact]
    public void During_InterruptedTrial_IsNotCountedAsEnded()
    {
        string line = Assert.Single(Lines(Sample.Plan(), [], (progress, plan) =>
            End(progress, plan.Trials[0], Sample.Outcome(TrialState.Interrupted, reason: "asked to stop"))));

        Assert.StartsWith("[0/4] trial 1: interrupted: asked to stop · ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void During_RepeatedCells_SaysWhichRepeat()
    {
        string line = Assert.Single(Lines(Sample.Plan(repeats: 2), [], (progress, plan) =>
            End(progress, plan.Trials[1], Sample.Outcome())));

        Assert.Contains("activation=relu, learning_rate=0.1, repeat 2 · ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void During_NothingSwept_LeavesTheSettingOut()
    {
        SweepPlan plan = Sample.Plan();
        plan = plan with { Space = plan.Space with { Hyperparameters = [] }, Trials = [plan.Trials[0]] };

        string line = Assert.Single(
            Lines(plan, [], (progress, p) => End(progress, p.Trials[0], Sample.Outcome(objective: 0.5))));

        Assert.Equal("[1/1] trial 1: validation_accuracy 50.00 % at epoch 7 of 10 · 1.5 s", line);
    }

    [Fact]
    public void During_TrialsThatEndAtOnce_NumbersEachLineOnce()
    {
        SweepPlan plan = Sample.Plan(learningRates: 50);

        string[] lines = Lines(plan, [], (progress, p) =>
            Parallel.ForEach(p.Trials, trial => End(progress, trial, Sample.Outcome())));

        Assert.Equal(Enumerable.Range(1, 100).Select(i => $"[{i}/100]"), lines.Select(l => l.Split(' ')[0]));
    }

    [Fact]
    public void During_WorkThatThrows_PassesItOnAndStopsListening()
    {
        SweepPlan plan = Sample.Plan();
        var progress = new SweepProgress(plan, [.. plan.Trials.Select(_ => TrialState.Waiting)], null);
        using var writer = new StringWriter();
        var plain = new PlainProgress(plan, progress, writer);

        Assert.Throws<InvalidOperationException>(() => plain.During<int>(() => throw new InvalidOperationException()));
        End(progress, plan.Trials[0], Sample.Outcome());

        Assert.Equal("", writer.ToString());
    }

    private static EpochMetrics Epoch(int epoch, params (string Metric, double Value)[] metrics) => new()
    {
        Epoch = epoch,
        Metrics = [.. metrics.Select(m => new MetricValue(m.Metric, m.Value))],
        DurationSeconds = 0,
    };

    private static string[] Lines(
        SweepPlan plan, TrialState[] states, Action<SweepProgress, SweepPlan> work, bool everyEpoch = false)
    {
        IEnumerable<TrialState> initial = states.Length > 0 ? states : plan.Trials.Select(_ => TrialState.Waiting);
        var progress = new SweepProgress(plan, [.. initial], null);
        using var writer = new StringWriter();
        int result = new PlainProgress(plan, progress, writer, everyEpoch).During(() =>
        {
            work(progress, plan);
            return 17;
        });
        Assert.Equal(17, result);
        string text = writer.ToString().Replace('\u00a0', ' ').ReplaceLineEndings("\n");
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static void End(SweepProgress progress, Trial trial, TrialOutcome outcome)
    {
        progress.TrialStarted(trial);
        progress.TrialEnded(trial, outcome);
    }
}
