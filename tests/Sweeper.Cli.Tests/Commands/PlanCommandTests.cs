using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

public sealed class PlanCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Plan_Grid_ListsEveryTrialWithItsValuesIdentityAndSeed()
    {
        JsonElement trials = Plan("--format", "json").Json();

        Assert.Equal(4, trials.GetArrayLength());
        Assert.Equal((1, "8", 0.1), (
            trials[0].GetProperty("trial").GetInt32(),
            trials[0].GetProperty("architecture").GetString(),
            trials[0].GetProperty("learning_rate").GetDouble()));
        Assert.Matches("^[0-9a-f]{32}$", trials[0].GetProperty("identity").GetString());
        Assert.True(trials[0].GetProperty("seed").GetInt64() > 0);
    }

    [Fact]
    public void Plan_Csv_HasALineATrialWithPlainTexts()
    {
        string[] lines = Plan("--format", "csv").OutputLines;

        Assert.Equal(5, lines.Length);
        Assert.StartsWith("1,8,0.1,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_MoreTrialsThanAnybodyReads_ShowsTheFirstOfThemAndWritesAllAsCsv()
    {
        string file = _folder.Write(
            "many.yaml",
            "name: many\ndataset: digits\nmethod: random\nrun_cap: 10002\n"
            + "parameters: {architecture: \"8\", learning_rate: {min: 0.1, max: 0.2}, batch_size: 16, epochs: 1}");

        CommandRun table = CommandRun.Of("plan", file), csv = CommandRun.Of("plan", file, "--format", "csv");

        Assert.StartsWith("10000 ", table.OutputLines[^1].TrimStart(), StringComparison.Ordinal);
        Assert.Equal("The first 10,000 of 10,002 trials; --format csv writes all of them.", table.MessageLines[^1]);
        Assert.StartsWith("10002,", csv.OutputLines[^1], StringComparison.Ordinal);
        Assert.Empty(csv.Messages);
    }

    [Fact]
    public void Plan_Set_OverridesTheFile() =>
        Assert.Equal(6, Plan("--set", "learning_rate=[1, 2, 3]", "--format", "json").Json().GetArrayLength());

    [Fact]
    public void Plan_WrongSetting_NamesTheOption()
    {
        CommandRun run = Plan("--set", "epochs=-1");

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.Equal("error: --set epochs=-1: epochs is -1; it must be from 0 to 1,000,000", Assert.Single(run.MessageLines));
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Plan(params string[] options) =>
        CommandRun.Of(["plan", _folder.Write("tiny.yaml", TinyExperiment.Grid), .. options]);
}
