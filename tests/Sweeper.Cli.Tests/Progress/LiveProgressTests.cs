using Sweeper.Cli.Progress;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;
using Sweeper.Experiments.Prepared;

namespace Sweeper.Cli.Tests.Progress;

public sealed class LiveProgressTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Draw_TwoRunningTrials_ShowsABarEachAndTheBestSoFar()
    {
        SweepPlan plan = Sample.Plan();
        SweepProgress progress = Waiting(plan);
        LiveProgress live = Create(plan, progress);

        progress.TrialStarted(plan.Trials[0]);
        progress.TrialEnded(plan.Trials[0], Sample.Outcome(objective: 0.91));
        progress.TrialStarted(plan.Trials[1]);
        progress.EpochEnded(plan.Trials[1], Sample.Epoch(5, 0.885));
        progress.TrialStarted(plan.Trials[2]);
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(
            [
                "trial epoch validation accuracy speed setting",
                "2 ━━━━━━━━━━━━━━━━━━━━━━━━ 5/10 88.50 % 2.0 epochs/s activation=relu, learning_rate=0.2",
                "3 ━━━━━━━━━━━━━━━━━━━━━━━━ 0/10 – – activation=tanh, learning_rate=0.1",
                "1 of 4 trials · 2 running · 1 waiting",
                "30 s elapsed · about 2.8 s left",
                "best so far: 91.00 %, trial 1 (activation=relu, learning_rate=0.1)",
            ],
            Draw(live).Select(SingleSpaced));
    }

    [Fact]
    public void Draw_NothingEndedYet_NamesNoBestAndNoRest()
    {
        SweepPlan plan = Sample.Plan();
        SweepProgress progress = Waiting(plan);

        string[] lines = Draw(Create(plan, progress));

        Assert.Equal(["0 of 4 trials · 4 waiting", "0 ms elapsed"], lines[^2..].Select(SingleSpaced));
        Assert.DoesNotContain(lines, l => l.Contains("best", StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_PrunedDivergedAndFailedTrials_CountsThem()
    {
        SweepPlan plan = Sample.Plan();
        SweepProgress progress = Waiting(plan);
        LiveProgress live = Create(plan, progress);

        End(progress, plan.Trials[0], Sample.Outcome(TrialState.Failed, null));
        End(progress, plan.Trials[1], Sample.Outcome(TrialState.Diverged, null));
        End(progress, plan.Trials[2], Sample.Outcome(TrialState.Pruned));

        string counts = "3 of 4 trials · 1 waiting · 1 pruned · 1 diverged · 1 failed";
        Assert.Contains(counts, Draw(live).Select(SingleSpaced));
    }

    [Fact]
    public void Draw_CarriedOnSweep_EstimatesFromTheTrialsThatEndedBefore()
    {
        SweepPlan plan = Sample.Plan();
        TrialState[] states = [TrialState.Completed, TrialState.Completed, TrialState.Waiting, TrialState.Waiting];
        var progress = new SweepProgress(plan, [.. states], new BestTrial(plan.Trials[1], 0.9));
        LiveProgress live = Create(plan, progress);

        progress.Learn([Earlier(1, 40), Earlier(2, 20)]);

        string[] lines = Draw(live);
        Assert.Equal(["2 of 4 trials · 2 waiting", "0 ms elapsed · about 1 m 00 s left"], lines[^3..^1].Select(SingleSpaced));
        Assert.StartsWith("best so far: 90.00 %, trial 2 ", SingleSpaced(lines[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_NothingSwept_NamesTheBestWithoutBrackets()
    {
        SweepPlan plan = Sample.Plan();
        plan = plan with { Space = plan.Space with { Hyperparameters = [] } };
        SweepProgress progress = Waiting(plan);
        LiveProgress live = Create(plan, progress);

        End(progress, plan.Trials[0], Sample.Outcome(objective: 0.5));

        Assert.Equal("best so far: 50.00 %, trial 1", SingleSpaced(Draw(live)[^1]));
    }

    [Theory]
    [InlineData(40, 1)]
    [InlineData(40, 16)]
    [InlineData(50, 3)]
    [InlineData(60, 3)]
    [InlineData(80, 2)]
    [InlineData(80, 16)]
    [InlineData(120, 0)]
    [InlineData(240, 100)]
    public void Draw_AnyWidthAndNumberOfTrials_ShowsEachTrialWithinTheWidth(int width, int running)
    {
        SweepPlan plan = Sample.Plan(learningRates: 50);
        SweepProgress progress = Waiting(plan);
        foreach (Trial trial in plan.Trials.Take(running))
        {
            progress.TrialStarted(trial);
            progress.EpochEnded(trial, Sample.Epoch(trial.Number % 11, 0.25));
        }

        string[] lines = Draw(Create(plan, progress, width), width);

        Assert.All(lines, line => Assert.True(line.Length <= width, $"{line.Length} columns: {line}"));
        string[] bars = [.. lines.Where(l => l.Contains('━', StringComparison.Ordinal))];
        Assert.Equal(running, bars.Length);
        Assert.All(bars, (bar, i) => Assert.StartsWith($"{i + 1} ━", SingleSpaced(bar), StringComparison.Ordinal));
        string counts = running < 100 ? $"{100 - running} waiting" : "100 running";
        Assert.Contains(counts, SingleSpaced(string.Join(' ', lines)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    public void Draw_ManySettings_HasAColumnForEachWithWholeValues(int width)
    {
        SweepPlan plan = Sample.Plan();
        string[] names = ["architecture", "learning_rate", "batch_size", "activation", "dropout", "label_smoothing"];
        HyperparameterValue[] values = ["256-128", 0.2192345, 64.0, "sigmoid", 0.4525678, 0.05];
        plan = plan with
        {
            Space = new SearchSpace { Hyperparameters = [.. names.Zip(values, (name, value) =>
                new Hyperparameter { Name = name, Values = [value, 0.1] })] },
            Trials = [plan.Trials[0] with { Values = new HyperparameterValues(names.Zip(values, KeyValuePair.Create)) }],
        };
        SweepProgress progress = Waiting(plan);
        progress.TrialStarted(plan.Trials[0]);

        string[] lines = Draw(Create(plan, progress, width), width);

        string line = Assert.Single(lines, l => l.Contains('━', StringComparison.Ordinal));
        Assert.EndsWith("256-128 0.2192 64 sigmoid 0.4526 0.05", SingleSpaced(line), StringComparison.Ordinal);
        Assert.All(lines, l => Assert.True(l.Length <= width, l));
    }

    [Fact]
    public void Draw_MeasurementsAtTheEnd_SaysHowFarTheyAre()
    {
        SweepPlan plan = Sample.Plan();
        SweepProgress progress = new(
            plan, [.. plan.Trials.Select(_ => TrialState.Completed)], new BestTrial(plan.Trials[1], 0.9));
        LiveProgress live = Create(plan, progress);
        progress.Report(new MeasuringProgress(2, 0, 34));
        Draw(live);
        progress.Report(new MeasuringProgress(2, 17, 34));
        progress.Report(new MeasuringProgress(2, 16, 34));
        _time.Advance(TimeSpan.FromSeconds(5));

        string[] lines = [.. Draw(live).Select(SingleSpaced)];

        Assert.Contains("measuring trial 2, the best, on disturbed test images: 17 of 34", lines);
        Assert.Contains("5.0 s elapsed · about 5.0 s left", lines);
    }

    [Fact]
    public void During_Work_ReturnsItsResult()
    {
        SweepPlan plan = Sample.Plan();
        using var writer = new StringWriter();
        var live = new LiveProgress(plan, Waiting(plan), PlainConsole.Create(writer), TimeProvider.System);

        Assert.Equal(17, live.During(() => 17));
        Assert.Throws<InvalidOperationException>(() => live.During<int>(() => throw new InvalidOperationException()));
    }

    private static SweepProgress Waiting(SweepPlan plan) => new(plan, [.. plan.Trials.Select(_ => TrialState.Waiting)], null);

    private static TrialRecord Earlier(int number, double seconds) => new()
    {
        Number = number,
        Repeat = 1,
        Identity = new TrialIdentity(new string('0', 32)),
        Seed = 1,
        Values = Sample.Plan().Trials[0].Values,
        State = TrialState.Completed,
        Reason = null,
        PlannedEpochs = 10,
        LastEpoch = 10,
        BestEpoch = 10,
        Objective = 0.5,
        BestMetrics = [],
        StartedAt = null,
        DurationSeconds = seconds,
    };

    private static void End(SweepProgress progress, Trial trial, TrialOutcome outcome)
    {
        progress.TrialStarted(trial);
        progress.TrialEnded(trial, outcome);
    }

    private static string[] Draw(LiveProgress live, int width = 120) =>
        PlainConsole.Lines(console => console.Write(live.Draw()), width);

    private static string SingleSpaced(string line) =>
        string.Join(' ', line.Replace('\u00a0', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private LiveProgress Create(SweepPlan plan, SweepProgress progress, int width = 120) =>
        new(plan, progress, PlainConsole.Create(TextWriter.Null, width), _time);
}
