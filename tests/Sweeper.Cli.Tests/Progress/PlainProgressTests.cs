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
        plan = plan with { Space = plan.Space with { Hyperparameters = [] }, Trials = plan.Trials[..1] };

        string line = Assert.Single(Lines(plan, [], (progress, p) => End(progress, p.Trials[0], Sample.Outcome(objective: 0.5))));

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

    private static string[] Lines(SweepPlan plan, TrialState[] states, Action<SweepProgress, SweepPlan> work)
    {
        IEnumerable<TrialState> initial = states.Length > 0 ? states : plan.Trials.Select(_ => TrialState.Waiting);
        var progress = new SweepProgress(plan, [.. initial], null);
        using var writer = new StringWriter();
        int result = new PlainProgress(plan, progress, writer).During(() =>
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
