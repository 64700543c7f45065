using System.Text.Json;
using System.Text.RegularExpressions;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

[Collection(SharedTinySweep.Name)]
public sealed class TrialsCommandTests(TinySweep sweep)
{
    [Fact]
    public void Trials_Json_HasEveryTrialBestFirst()
    {
        CommandRun run = Trials("tiny", "--format", "json");

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Messages));
        JsonElement[] trials = [.. run.Json().EnumerateArray()];
        Assert.Equal([1, 2, 3, 4], trials.Select(t => t.GetProperty("trial").GetInt32()).Order());
        double[] objectives = [.. trials.Select(t => t.GetProperty("validation_accuracy").GetDouble())];
        Assert.Equal(objectives.OrderDescending(), objectives);
        Assert.Equal(1, trials[0].GetProperty("rank").GetInt32());
        Assert.All(trials, t =>
        {
            Assert.Contains(t.GetProperty("architecture").GetString(), new[] { "8", "16" });
            Assert.Equal(JsonValueKind.Number, t.GetProperty("learning_rate").ValueKind);
            Assert.Equal(2, t.GetProperty("epochs").GetInt32());
        });
    }

    [Fact]
    public void Trials_Csv_HasAColumnPerValueAndMetric()
    {
        CommandRun run = Trials("tiny", "--format", "csv");

        string[] header = run.OutputLines[0].Split(',');
        Assert.Equal(["rank", "trial", "state", "architecture", "learning_rate", "validation_accuracy"], header[..6]);
        Assert.Equal(["best_epoch", "epochs", "duration_seconds"], header[^3..]);
        Assert.Contains("test_accuracy", header);
        Assert.Equal(5, run.OutputLines.Length);
        Assert.All(run.OutputLines[1..], l => Assert.Contains(l.Split(',')[3], new[] { "8", "16" }));
    }

    [Fact]
    public void Trials_Table_ShowsAccuraciesAsPerCent()
    {
        CommandRun run = Trials("tiny");

        Assert.Matches("rank +trial +state +architecture +learning rate +validation accuracy", run.Output);
        Assert.Equal(4, run.OutputLines.Count(l => Regex.IsMatch(l, @"completed +(8|16) +0\.[12] +\d+\.\d\d\u00a0%")));
    }

    [Theory]
    [InlineData("trial", new[] { 1, 2, 3, 4 })]
    [InlineData("-trial", new[] { 4, 3, 2, 1 })]
    public void Trials_Sort_OrdersByAColumn(string column, int[] expected)
    {
        CommandRun run = Trials("tiny", "--sort", column, "--format", "json");

        Assert.Equal(expected, run.Json().EnumerateArray().Select(t => t.GetProperty("trial").GetInt32()));
    }

    [Fact]
    public void Trials_SortAndTop_ShowsTheFirstOfTheSorted()
    {
        CommandRun run = Trials("tiny", "--sort", "-trial", "--top", "2", "--format", "json");

        Assert.Equal([4, 3], run.Json().EnumerateArray().Select(t => t.GetProperty("trial").GetInt32()));
    }

    [Theory]
    [InlineData("--sort", "lerning_rate", "there is no 'lerning_rate' to sort by; did you mean 'learning_rate'?")]
    [InlineData("--columns", "trial,lerning_rate", "there is no 'lerning_rate' to show; did you mean 'learning_rate'?")]
    [InlineData("--where", "trial = 1 and lerning_rate > 0",
        "filter, column 15: there is no 'lerning_rate'; did you mean 'learning_rate'? (a text goes in single quotes: "
            + "'lerning_rate')")]
    [InlineData("--where", "trial = 1 and", "filter, column 14: the end of the filter where a name or a value was expected")]
    public void Trials_UnknownName_IsALineWithTheNearest(string option, string value, string error)
    {
        CommandRun run = Trials("tiny", option, value);

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.Equal($"error: {error}", Assert.Single(run.MessageLines));
    }

    [Theory]
    [InlineData("learning_rate >= 0.2 and architecture in ('8', '16')", new[] { 2, 4 })]
    [InlineData("architecture = 16", new[] { 3, 4 })]
    [InlineData("state = 'completed' and not trial between 2 and 3", new[] { 1, 4 })]
    [InlineData("validation_accuracy < 0", new int[0])]
    public void Trials_Where_ShowsThoseOfWhichItHolds(string filter, int[] expected)
    {
        CommandRun run = Trials("tiny", "--where", filter, "--sort", "trial", "--format", "json");

        Assert.Equal(expected, run.Json().EnumerateArray().Select(t => t.GetProperty("trial").GetInt32()));
    }

    [Fact]
    public void Trials_WhereInATable_SaysWhatIsLeftOut()
    {
        Assert.Equal("2 of 4 trials: architecture = 16", Trials("tiny", "--where", "architecture=16").OutputLines[^1]);
        Assert.Equal(
            "The first 1 of 2 trials with architecture = 16",
            Trials("tiny", "--where", "architecture=16", "--top", "1").OutputLines[^1]);
        Assert.Equal("The first 3 of 4 trials.", Trials("tiny", "--top", "3").OutputLines[^1]);
    }

    [Fact]
    public void Trials_Columns_AreShownInTheirOrder()
    {
        CommandRun run = Trials(
            "tiny", "--columns", "final_train_loss, trial,learning_rate,Seed", "--sort", "trial:desc", "--format", "csv");

        Assert.Equal("final_train_loss,trial,learning_rate,seed", run.OutputLines[0]);
        Assert.Equal(["4", "3", "2", "1"], run.OutputLines[1..].Select(l => l.Split(',')[1]));
    }

    [Fact]
    public void Trials_Table_MarksTheBest() => Assert.Single(Trials("tiny").OutputLines, l => Regex.IsMatch(l, @"^ +\* +1 "));

    [Fact]
    public void Trials_ByCell_HasAMeanPerCell()
    {
        JsonElement[] cells = [.. Trials("tiny", "--by", "cell", "--format", "json").Json().EnumerateArray()];

        Assert.Equal(4, cells.Length);
        Assert.Equal("best", cells[0].GetProperty("standing").GetString());
        Assert.All(cells[1..], c => Assert.Equal("untestable", c.GetProperty("standing").GetString()));
        Assert.All(cells, c => Assert.Equal(1, c.GetProperty("n").GetInt32()));
    }

    [Theory]
    [InlineData("quickstart", "there is no sweep 'quickstart'; there are: tiny")]
    [InlineData("tiny#2", "there is no sweep 'tiny#2'; there are: tiny")]
    [InlineData("tiny#x", "'tiny#x' names no sweep; write a name, or a name and a number such as tiny#2")]
    [InlineData("../tiny", "there is no sweep '../tiny'; did you mean 'tiny'?")]
    public void Trials_UnknownSweep_NamesThoseThereAre(string name, string error)
    {
        CommandRun run = Trials(name);

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.Equal($"error: {error}", Assert.Single(run.MessageLines));
    }

    [Fact]
    public void Trials_SweepByNumber_IsFound() => Assert.Equal(ExitCode.Done, Trials("tiny#1").ExitCode);

    private CommandRun Trials(params string[] arguments) => CommandRun.Of(["trials", .. arguments, "--results", sweep.Results]);
}
