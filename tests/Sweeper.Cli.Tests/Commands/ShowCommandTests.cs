using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

[Collection(SharedTinySweep.Name)]
public sealed class ShowCommandTests(TinySweep sweep)
{
    [Fact]
    public void Show_TrialAsJson_HasEverything()
    {
        JsonElement trial = Show("tiny/2", "--format", "json").Json();

        Assert.Equal(
            ["trial", "hyperparameters", "outcome", "best_epoch_metrics", "last_epoch_metrics", "timing", "environment",
                "attachments"],
            trial.EnumerateObject().Select(s => s.Name).Order().OrderBy(Order));
        Assert.Equal(2, trial.GetProperty("trial").GetProperty("trial").GetInt32());
        Assert.Equal(0.2, trial.GetProperty("hyperparameters").GetProperty("learning_rate").GetDouble());
        Assert.Equal("completed", trial.GetProperty("outcome").GetProperty("state").GetString());
        Assert.NotEmpty(trial.GetProperty("outcome").GetProperty("reason").GetString()!);
        Assert.Equal(1, trial.GetProperty("outcome").GetProperty("attempts").GetInt32());
        Assert.Equal(JsonValueKind.Number, trial.GetProperty("best_epoch_metrics").GetProperty("test_accuracy").ValueKind);
        Assert.Equal(JsonValueKind.Number, trial.GetProperty("last_epoch_metrics").GetProperty("train_loss").ValueKind);
        Assert.Contains(
            "sweeper run", trial.GetProperty("environment").GetProperty("command_line").GetString(), StringComparison.Ordinal);
        string model = trial.GetProperty("attachments").EnumerateObject().Select(a => a.Value.GetString()!)
            .First(a => a != "database");
        Assert.True(File.Exists(model), model);
    }

    [Fact]
    public void Show_TrialForPeople_HasSectionsAndPerCent()
    {
        CommandRun run = Show("tiny/2");

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Messages));
        Assert.Contains("hyperparameters", run.OutputLines);
        Assert.All(run.OutputLines, l => Assert.Equal(l.TrimEnd(), l));
        Assert.Contains(
            run.OutputLines, l => System.Text.RegularExpressions.Regex.IsMatch(l, @"^ +validation accuracy +\d+\.\d\d\u00a0%"));
    }

    [Fact]
    public void Show_Sweep_HasItsExperimentAndCounts()
    {
        JsonElement tiny = Show("tiny", "--format", "json").Json();

        Assert.Equal("Two by two", tiny.GetProperty("sweep").GetProperty("description").GetString());
        Assert.Equal(4, tiny.GetProperty("trials").GetProperty("completed").GetInt32());
        Assert.Equal(
            [0.1, 0.2], tiny.GetProperty("swept").GetProperty("learning_rate").EnumerateArray().Select(v => v.GetDouble()));
        Assert.Equal(16, tiny.GetProperty("fixed").GetProperty("batch_size").GetInt32());
        Assert.Equal(JsonValueKind.String, tiny.GetProperty("environment").GetProperty("runtime").ValueKind);
    }

    [Fact]
    public void Show_PrunedTrial_HasTheSentenceAndItsNumbers()
    {
        using TemporaryFolder folder = new();
        CommandRun run = CommandRun.Of(
            "run", folder.Write("pruned.yaml", TinyExperiment.Pruned), "--results", folder.Results, "--no-report");
        Assert.True(run.ExitCode == ExitCode.Done, run.Messages);

        JsonElement sweep = CommandRun.Of("show", "pruned", "--format", "json", "--results", folder.Results).Json();
        JsonElement trial = CommandRun.Of("show", "pruned/2", "--format", "json", "--results", folder.Results).Json();
        CommandRun completed = CommandRun.Of("show", "pruned/1", "--format", "csv", "--results", folder.Results);

        Assert.Equal(1, sweep.GetProperty("trials").GetProperty("completed").GetInt32());
        Assert.Equal(1, sweep.GetProperty("trials").GetProperty("pruned").GetInt32());
        Assert.StartsWith(
            "pruned after epoch 1 by successive halving: ",
            trial.GetProperty("outcome").GetProperty("reason").GetString(),
            StringComparison.Ordinal);
        JsonElement pruning = trial.GetProperty("pruning");
        Assert.Equal("successive halving", pruning.GetProperty("rule").GetString());
        Assert.Equal(1, pruning.GetProperty("epoch").GetInt32());
        Assert.True(pruning.GetProperty("value").GetDouble() < pruning.GetProperty("threshold").GetDouble());
        Assert.DoesNotContain(completed.OutputLines, l => l.StartsWith("pruning", StringComparison.Ordinal));
    }

    [Fact]
    public void Show_TrialThatWaits_LeavesOutForPeopleWhatItDoesNotHaveYet()
    {
        using TemporaryFolder folder = new();
        CommandRun.Of("run", folder.Write("stopped.yaml", TinyExperiment.Stopped), "--results", folder.Results, "--no-report");

        string[] lines = CommandRun.Of("show", "stopped/2", "--results", folder.Results).OutputLines;
        JsonElement json = CommandRun.Of("show", "stopped/2", "--format", "json", "--results", folder.Results).Json();

        Assert.Contains(lines, l => System.Text.RegularExpressions.Regex.IsMatch(l, "^  state +waiting$"));
        Assert.DoesNotContain(lines, l => l.Contains('–', StringComparison.Ordinal) || l is "timing" or "best epoch metrics");
        Assert.Equal(JsonValueKind.Null, json.GetProperty("outcome").GetProperty("objective").ValueKind);
    }

    [Fact]
    public void Show_Csv_HasARowPerValue()
    {
        string[] lines = Show("tiny/1", "--format", "csv").OutputLines;

        Assert.Equal("section,name,value", lines[0]);
        Assert.Contains("hyperparameters,learning_rate,0.1", lines);
        Assert.Contains("hyperparameters,architecture,8", lines);
    }

    [Theory]
    [InlineData("tiny/5", "'tiny' has no trial 5; its trials are 1 to 4")]
    [InlineData("tiny/best", "'tiny/best' names no trial; write the sweep, a slash and the trial's number, such as tiny/1")]
    [InlineData("tinny/1", "there is no sweep 'tinny'; did you mean 'tiny'?")]
    public void Show_UnknownTrial_SaysWhatThereIs(string what, string error)
    {
        CommandRun run = Show(what);

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.Equal($"error: {error}", Assert.Single(run.MessageLines));
    }

    private static int Order(string section) => Array.IndexOf(
        ["trial", "hyperparameters", "outcome", "best_epoch_metrics", "last_epoch_metrics", "timing", "environment",
            "attachments"], section);

    private CommandRun Show(params string[] arguments) => CommandRun.Of(["show", .. arguments, "--results", sweep.Results]);
}
