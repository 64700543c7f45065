using System.Text;
using System.Text.Json;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tests.Commands;

/// <summary>A sweep without an objective, of trials that decide themselves when they end, as programs are.</summary>
public sealed class UnrankedSweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public UnrankedSweepTests()
    {
        SweepPlan plan = Sample.Plan() with { Objective = Objective.None };
        using var store = SqliteSweepStore.Open(_folder.Results, TimeProvider.System);
        ISweepJournal journal = store.Open(plan, Environment, fresh: false);
        foreach (Trial trial in plan.Trials)
        {
            journal.StartTrial(trial);
            for (int epoch = 1; epoch <= 5; epoch++)
            {
                journal.RecordEpoch(trial, new EpochMetrics
                {
                    Epoch = epoch,
                    Metrics = [new MetricValue("val/loss", 1.0 / (epoch + trial.Number)), new MetricValue("acc", epoch / 10.0)],
                    DurationSeconds = 0.1,
                });
            }

            bool isFailed = trial.Number == 3;
            journal.EndTrial(
                trial,
                new TrialOutcome
                {
                    State = isFailed ? TrialState.Failed : TrialState.Completed,
                    Reason = isFailed ? "exit code 3: ValueError: lr" : "exit code 0",
                    LastEpoch = 5,
                    BestEpoch = 5,
                    Objective = null,
                    DurationSeconds = 1,
                },
                new TrialResult
                {
                    Attachments = isFailed
                        ? [new TrialAttachment { Name = ProgramOutput.AttachmentName, MediaType = "text/plain",
                            Content = Encoding.UTF8.GetBytes("Traceback\n<b>\u001b[31mValueError\u001b[0m: lr\n") }]
                        : [],
                });
        }

        journal.EndSweep(SweepState.Completed, "every trial has ended");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Show_Sweep_HasNoObjective() =>
        Assert.False(Show("sample", "--format", "json").Json().TryGetProperty("objective", out _));

    [Fact]
    public void Show_FailedTrial_HasTheEndOfItsOutput()
    {
        Assert.Equal(
            "Traceback\n<b>ValueError: lr", Show("sample/3", "--format", "json").Json().GetProperty("output").GetProperty("end")
                .GetString());
        Assert.False(Show("sample/1", "--format", "json").Json().TryGetProperty("output", out _));
    }

    [Fact]
    public void Trials_NothingRanked_AreThereWithAllMetrics()
    {
        Assert.Equal(
            [
                "rank,trial,state,activation,learning_rate,val/loss,acc,best_epoch,epochs,duration_seconds",
                ",1,completed,relu,0.1,0.16666666666666666,0.5,5,5,1",
                ",2,completed,relu,0.2,0.14285714285714285,0.5,5,5,1",
                ",4,completed,tanh,0.2,0.1111111111111111,0.5,5,5,1",
                ",3,failed,tanh,0.1,0.125,0.5,5,5,1",
            ],
            Run("trials", "sample", "--format", "csv").OutputLines);
        JsonElement listed = Run("list", "--format", "json").Json()[0];
        Assert.Equal(
            (JsonValueKind.Null, JsonValueKind.Null),
            (listed.GetProperty("metric").ValueKind, listed.GetProperty("best_trial").ValueKind));
    }

    [Fact]
    public void Report_NothingRanked_ShowsAllMetricsAndTheOutputOfFailures()
    {
        string page = _folder.File("report.html");
        Assert.Equal(ExitCode.Done, Run("report", "sample", "--output", page).ExitCode);

        string report = File.ReadAllText(page);
        Assert.Contains("Nothing is ranked: the experiment names no metric.", report, StringComparison.Ordinal);
        Assert.Contains("Val/loss by epoch", report, StringComparison.Ordinal);
        Assert.Contains("Acc by epoch", report, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"heatmap\"", report, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"importance\"", report, StringComparison.Ordinal);
        Assert.Contains("Traceback&#xA;&lt;b&gt;ValueError: lr</pre>", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_NothingRanked_AreTheCurvesAndTheTimeline()
    {
        CommandRun run = Run("figures", "sample", "--output", _folder.File("figures"));

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal(
            ["learning-curves-acc.svg", "learning-curves-val-loss.svg", "timeline.svg"],
            Directory.GetFiles(_folder.File("figures")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private CommandRun Show(params string[] arguments) => Run(["show", .. arguments]);

    private CommandRun Run(params string[] arguments) => CommandRun.Of([.. arguments, "--results", _folder.Results]);

    private static SweepEnvironment Environment { get; } = new()
    {
        Version = "0.1.0",
        GitCommit = null,
        OperatingSystem = "Linux",
        Processor = "A processor",
        Cores = 2,
        Runtime = ".NET 10",
        MachineName = "machine",
        ProcessId = 1234,
        CommandLine = "sweeper run sample.yaml",
        Parallel = 2,
        StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };
}
