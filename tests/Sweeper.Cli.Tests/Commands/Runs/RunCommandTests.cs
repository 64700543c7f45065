using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands.Runs;

public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Run_NewExperiment_TrainsEveryTrialAndNamesTheBestAndThePaths()
    {
        CommandRun run = Run(TinyExperiment.Grid);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Matches(
            "^tiny: 4 trials, 2 at once(, on [0-9]+ cores each)?, maximize validation_accuracy$", run.MessageLines[0]);
        Assert.Equal(["[1/4]", "[2/4]", "[3/4]", "[4/4]"], run.MessageLines[1..5].Select(l => l.Split(' ')[0]));
        Assert.Matches("^measuring trial [1-4], the best, on disturbed test images$", Assert.Single(run.MessageLines[5..]));

        string report = Path.Combine(_folder.Results, "tiny", "report.html");
        Assert.Contains(run.OutputLines, l => l.StartsWith("Best trial: ", StringComparison.Ordinal));
        Assert.Contains($"Database:   {Path.Combine(_folder.Results, "sweeper.db")}", run.OutputLines);
        Assert.Contains($"Report:     {report}", run.OutputLines);
        Assert.Contains("<h1>tiny</h1>", File.ReadAllText(report), StringComparison.Ordinal);
        Assert.Equal(
            ["trial-1.safetensors", "trial-2.safetensors", "trial-3.safetensors", "trial-4.safetensors"],
            Directory.GetFiles(Path.Combine(_folder.Results, "tiny", "models"))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Run_Plain_PrintsALineForEachEpochOfEachTrial()
    {
        CommandRun run = Run($"{TinyExperiment.Grid}\nevaluate: {{test: each_epoch}}", "--plain");

        string[] epochs = [.. run.MessageLines.Where(l => l.StartsWith("trial ", StringComparison.Ordinal))];
        Assert.Equal(
            [.. Enumerable.Range(1, 8).Select(i => $"trial {(i + 1) / 2}: Epoch {2 - (i % 2)}/2")],
            epochs.Select(l => l.Split(" | ")[0]).Order(StringComparer.Ordinal));
        Assert.All(epochs, l => Assert.Matches(
            @"^trial \d: Epoch \d/2 \| Loss: \d\.\d{4} \| Train Acc: \d+\.\d\d% \| Val Acc: \d+\.\d\d% \| "
            + @"Test Acc: \d+\.\d\d%$", l));
        Assert.Equal(4, run.MessageLines.Count(l => l.StartsWith('[')));
        Assert.DoesNotContain(Run($"{TinyExperiment.Grid}\nevaluate: {{test: each_epoch}}", "--fresh").MessageLines, l =>
            l.Contains("Epoch", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_SameExperimentAgain_SaysThatItIsDoneAndTrainsNothing()
    {
        Run(TinyExperiment.Grid);
        string before = Trained();

        CommandRun again = Run(TinyExperiment.Grid);

        Assert.Equal(ExitCode.Done, again.ExitCode);
        Assert.Equal("tiny: all 4 trials are done already; --fresh starts a new sweep.", Assert.Single(again.MessageLines));
        Assert.Contains(again.OutputLines, l => l.StartsWith("Best trial: ", StringComparison.Ordinal));
        Assert.Equal(before, Trained());
    }

    [Fact]
    public void Run_Fresh_StartsAnotherSweepOfTheSameName()
    {
        Run(TinyExperiment.Single);

        CommandRun fresh = Run(TinyExperiment.Single, "--fresh");

        Assert.Equal(ExitCode.Done, fresh.ExitCode);
        Assert.StartsWith("single#2: 1 trial, 1 at once, ", fresh.MessageLines[0], StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.Results, "single.2", "report.html")));
        Assert.Equal(["single", "single#2"], Query("list").EnumerateArray().Select(s => s.GetProperty("sweep").GetString()));
    }

    [Fact]
    public void Run_FewerTrialsThanCores_SaysHowManyCoresATrialHas()
    {
        int cores = Environment.ProcessorCount;
        string share = cores == 1 ? "" : $", on {cores} cores";

        Assert.StartsWith(
            $"single: 1 trial, 1 at once{share}, ", Run(TinyExperiment.Single).MessageLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ChangedExperiment_StartsAnotherSweepOfTheSameName()
    {
        Run(TinyExperiment.Single);

        CommandRun changed = Run(TinyExperiment.Single.Replace("epochs: 1", "epochs: 2", StringComparison.Ordinal));

        Assert.StartsWith("single#2: 1 trial, ", changed.MessageLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NothingSwept_NamesTheBestTrialWithoutASetting()
    {
        CommandRun run = Run(TinyExperiment.Single);

        int best = Array.FindIndex(run.OutputLines, l => l.StartsWith("Best trial: 1 · validation_", StringComparison.Ordinal));
        Assert.StartsWith("Database: ", run.OutputLines[best + 1], StringComparison.Ordinal);
        Assert.DoesNotContain("·  ·", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TargetReached_LeavesTheRestUntilTheTargetIsHigher()
    {
        string grid = TinyExperiment.Grid.Replace("goal: maximize", "goal: maximize, target: 0", StringComparison.Ordinal);

        CommandRun first = Run(grid);
        CommandRun second = Run(grid);
        CommandRun third = Run(grid, "--set", "metric.target=1");

        Assert.Equal((ExitCode.Done, ExitCode.Done, ExitCode.Done), (first.ExitCode, second.ExitCode, third.ExitCode));
        Assert.StartsWith("metric.target was reached: ", first.MessageLines[^1], StringComparison.Ordinal);
        Assert.StartsWith(
            "tiny: a limit of the experiment was reached already; ", second.MessageLines[0], StringComparison.Ordinal);
        Assert.Equal("metric.target raised from 0 to 1: tiny carries on.", third.MessageLines[0]);
        Assert.StartsWith("tiny: carrying on with ", third.MessageLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TargetOfALossReached_SaysThatALowerOneCarriesOn()
    {
        string grid = TinyExperiment.Grid.Replace("{name: validation_accuracy, goal: maximize}",
            "{name: validation_loss, goal: minimize, target: 100}", StringComparison.Ordinal);

        CommandRun first = Run(grid), second = Run(grid);

        Assert.EndsWith(" left untrained. A lower metric.target in the file carries on with the rest.", first.MessageLines[^1],
            StringComparison.Ordinal);
        Assert.Equal("tiny: a limit of the experiment was reached already; a lower metric.target carries on, --fresh starts a "
            + "new sweep.", second.MessageLines[0]);
    }

    [Fact]
    public void Run_RunCapRaised_CarriesOnWithTheTrialsThatAreThere()
    {
        const string Drawn = "name: drawn\nmethod: random\ndataset: {name: digits, train: 200, test: 100}\nparameters: "
            + "{architecture: \"8\", learning_rate: {min: 0.1, max: 0.2}, batch_size: 16, epochs: 1}\nrun_cap: ";
        Run($"{Drawn}2\n");
        JsonElement before = Query("query", "SELECT trial, learning_rate, seed FROM runs ORDER BY trial");

        CommandRun raised = Run($"{Drawn}3\n");
        CommandRun lowered = Run($"{Drawn}1\n");
        CommandRun again = Run($"{Drawn}1\n");

        Assert.Equal("run_cap raised from 2 to 3: drawn carries on.", raised.MessageLines[0]);
        Assert.StartsWith("drawn: carrying on with 1 of 3 trials, ", raised.MessageLines[1], StringComparison.Ordinal);
        Assert.Equal("run_cap lowered from 3 to 1: drawn carries on; 2 of its trials are not asked for any more: what they have "
            + "stays, and they are not trained further.", lowered.MessageLines[0]);
        Assert.Equal("drawn: its trial is done already; --fresh starts a new sweep.", lowered.MessageLines[1]);
        Assert.Equal("drawn: its trial is done already; --fresh starts a new sweep.", again.MessageLines[0]);
        JsonElement after = Query("query", "SELECT trial, learning_rate, seed FROM runs ORDER BY trial");
        Assert.Equal([.. before.EnumerateArray().Select(t => t.GetRawText())], after.EnumerateArray().Take(2)
            .Select(t => t.GetRawText()));
        Assert.Equal(["drawn completed 3"], Query("list").EnumerateArray()
            .Select(s => $"{s.GetProperty("sweep").GetString()} {s.GetProperty("state").GetString()} "
                + $"{s.GetProperty("done").GetInt32()}"));
    }

    [Fact]
    public void Run_RepeatsRaised_AddsThemBehindTheTrialsThatAreThere()
    {
        Run($"{TinyExperiment.Grid}\nrun_cap: 3");
        JsonElement before = Query("query", "SELECT trial, seed FROM runs ORDER BY trial");

        CommandRun raised = Run($"{TinyExperiment.Grid}\nrepeats: 2");
        CommandRun again = Run($"{TinyExperiment.Grid}\nrepeats: 2");

        Assert.Equal(
            ["run_cap of 3 taken out: tiny carries on.", "repeats raised from 1 to 2: tiny carries on."],
            raised.MessageLines[..2]);
        Assert.StartsWith("tiny: carrying on with 5 of 8 trials, ", raised.MessageLines[2], StringComparison.Ordinal);
        Assert.Equal("tiny: all 8 trials are done already; --fresh starts a new sweep.", Assert.Single(again.MessageLines));
        JsonElement after = Query("query", "SELECT trial, seed FROM runs ORDER BY trial");
        Assert.Equal([.. before.EnumerateArray().Select(t => t.GetRawText())], after.EnumerateArray().Take(3)
            .Select(t => t.GetRawText()));
        Assert.Equal([1, 1, 1, 2, 2, 2, 1, 2], Query("query", "SELECT repeat FROM runs ORDER BY trial").EnumerateArray()
            .Select(t => t.GetProperty("repeat").GetInt32()));
    }

    [Fact]
    public void Run_NoReport_WritesNone()
    {
        CommandRun run = Run(TinyExperiment.Single, "--no-report");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.DoesNotContain("Report:", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Results, "*.html", SearchOption.AllDirectories));
    }

    [Fact]
    public void Run_FailedTrialWithoutAReport_NamesACommandThatSaysWhy()
    {
        CommandRun run = Run(TinyExperiment.WithHugeNetwork, "--no-report");

        Assert.Equal(
            "1 trial failed; sweeper trials huge --where \"state = 'failed'\" --columns trial,reason says why, and the same "
                + "command tries again.",
            run.MessageLines[^1]);
        JsonElement failed = Query("trials", "huge", "--where", "state = 'failed'", "--columns", "trial,reason");
        Assert.Equal(2, Assert.Single(failed.EnumerateArray()).GetProperty("trial").GetInt32());
    }

    [Fact]
    public void Run_NetworkThatDoesNotFitTheMachine_FailsThatTrialAndTrainsTheOthers()
    {
        CommandRun run = Run(TinyExperiment.WithHugeNetwork);

        Assert.Equal(ExitCode.TrialsFailed, run.ExitCode);
        Assert.Equal("1 trial failed; the report says why, and the same command tries again.", run.MessageLines[^1]);
        JsonElement trials = Query("query", "SELECT trial, state, reason, epochs FROM runs ORDER BY trial");
        Assert.Equal("completed", trials[0].GetProperty("state").GetString());
        Assert.Equal(2, trials[0].GetProperty("epochs").GetInt32());
        Assert.Equal("failed", trials[1].GetProperty("state").GetString());
        // 784·10⁹ weights and as many gradients, 4 bytes each, are more than 6 TB.
        Assert.Matches(@"needs about [0-9.]+ TB \([0-9,]+ bytes\) of memory", trials[1].GetProperty("reason").GetString());
        string report = File.ReadAllText(Path.Combine(_folder.Results, "huge", "report.html"));
        Assert.Contains("needs about", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SweepWithAFailedTrial_TriesThatOneAgain()
    {
        Run(TinyExperiment.WithHugeNetwork);

        CommandRun again = Run(TinyExperiment.WithHugeNetwork);

        Assert.Equal(ExitCode.TrialsFailed, again.ExitCode);
        Assert.StartsWith("huge: carrying on with 1 of 2 trials, 1 at once, ", again.MessageLines[0], StringComparison.Ordinal);
        Assert.StartsWith("[2/2] trial 2: failed: ", again.MessageLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_InvalidExperiment_ReportsEveryErrorAndCreatesNothing()
    {
        CommandRun run = Run(TinyExperiment.Wrong);

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.Equal(3, run.MessageLines.Length);
        Assert.All(run.MessageLines, l => Assert.Matches(@"^error: .*experiment\.yaml:\d+:\d+: .+", l));
        Assert.Equal([Path.Combine(_folder.Root, "experiment.yaml")], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void Run_DamagedData_SaysSoAndCreatesNoSweep()
    {
        string data = Path.Combine(_folder.Root, "data");
        string mnist = Directory.CreateDirectory(Path.Combine(data, "mnist")).FullName;
        foreach (string name in new[] { "train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1" })
            File.WriteAllText(Path.Combine(mnist, $"{name}-ubyte"), "not images at all");

        CommandRun run = Run("name: m\ndataset: mnist\nparameters: {learning_rate: 0.1}\n", "--data", data);

        Assert.Equal((ExitCode.WrongEnvironment, ""), (run.ExitCode, run.Output));
        string line = Assert.Single(run.MessageLines);
        Assert.StartsWith($"error: {mnist}", line, StringComparison.Ordinal);
        Assert.Equal(0, Query("list").GetArrayLength());
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(string experiment, params string[] options) => CommandRun.Of(
        ["run", _folder.Write("experiment.yaml", experiment), "--results", _folder.Results, "--parallel", "2", .. options]);

    private JsonElement Query(params string[] command) =>
        CommandRun.Of([.. command, "--results", _folder.Results, "--format", "json"]).Json();

    private string Trained() =>
        CommandRun.Of("query", "SELECT * FROM runs", "--results", _folder.Results, "--format", "csv").Output;
}
