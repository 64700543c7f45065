using System.Text.Json;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;

namespace Sweeper.Cli.Tests.Commands.Keeping;

public sealed class KeepingCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public KeepingCommandsTests() => Run(TinyExperiment.Single);

    [Fact]
    public void Rename_Sweep_TakesItsFolderAndModelsAlong()
    {
        CommandRun rename = Of("rename", "single", "other");

        Assert.True(rename.ExitCode == ExitCode.Done, rename.Messages);
        Assert.Equal($"single is other now; its folder is {_folder.File("results/other")}.", Assert.Single(rename.OutputLines));
        Assert.False(Directory.Exists(_folder.File("results/single")));
        Assert.Equal(ExitCode.Done, Of("verify", "other/1").ExitCode);
        Assert.Equal(ExitCode.WrongInput, Of("show", "single").ExitCode);
    }

    [Fact]
    public void Rename_NameThatIsTaken_GetsTheNextNumber()
    {
        Run(TinyExperiment.Single, "--fresh");

        CommandRun rename = Of("rename", "single#2", "single-2");
        CommandRun back = Of("rename", "single-2", "single");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (rename.ExitCode, back.ExitCode));
        Assert.StartsWith("single-2 is single#2 now", back.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("single", "Two Words", "is no name")]
    [InlineData("single", "-x", "is no name")]
    [InlineData("single", "single", "has that name already")]
    [InlineData("singel", "other", "did you mean 'single'?")]
    public void Rename_Wrong_IsRefused(string sweep, string name, string message)
    {
        CommandRun rename = Of("rename", "--", sweep, name);

        Assert.Equal(ExitCode.WrongInput, rename.ExitCode);
        Assert.Contains(message, rename.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Delete_Unanswered_IsRefusedAndSaysHowToAnswer()
    {
        CommandRun delete = Of("delete", "single");

        Assert.Equal(ExitCode.WrongInput, delete.ExitCode);
        Assert.Contains("--yes", delete.Messages, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Of("show", "single").ExitCode);
    }

    [Fact]
    public void Delete_Confirmed_LeavesNothingOfIt()
    {
        Run(TinyExperiment.Pruned);

        CommandRun delete = Of("delete", "pruned", "--yes");

        Assert.True(delete.ExitCode == ExitCode.Done, delete.Messages);
        Assert.False(Directory.Exists(_folder.File("results/pruned")));
        JsonElement rows = Of(
            "query", "SELECT (SELECT count(*) FROM trials) AS trials, (SELECT count(*) FROM pruner_decisions) AS decisions, "
                + "(SELECT count(DISTINCT trial_id) FROM metrics) AS measured",
            "--format", "json").Json();
        Assert.Equal(
            """{"trials":1,"decisions":0,"measured":1}""",
            rows[0].ToString().Replace(" ", "", StringComparison.Ordinal));
        Run(TinyExperiment.Pruned);
    }

    [Fact]
    public void Delete_FolderInUse_IsRefused()
    {
        using var store = SqliteSweepStore.Open(_folder.Results, TimeProvider.System);

        CommandRun delete = Of("delete", "single", "--yes");

        Assert.Equal(ExitCode.WrongEnvironment, delete.ExitCode);
        Assert.Contains("is in use by", delete.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Note_TextAndTags_AreShownAndFiltered()
    {
        Run(TinyExperiment.Stopped);

        Assert.Equal(
            "single: first try [baseline, small]",
            Assert.Single(Of("note", "single", "first try", "--tag", "small", "--tag", "baseline").OutputLines));

        Assert.Equal("single", Assert.Single(Of("list", "--tag", "baseline", "--format", "json").Json().EnumerateArray())
            .GetProperty("sweep").GetString());
        Assert.Contains("first try", Of("show", "single").Output, StringComparison.Ordinal);
        Assert.Equal("single: [baseline]", Assert.Single(Of("note", "single", "--clear", "--untag", "small").OutputLines));
        Assert.Equal("stopped: nothing is noted", Assert.Single(Of("note", "stopped").OutputLines));
        Assert.Equal(ExitCode.WrongInput, Of("note", "single", "--tag", "two words").ExitCode);
    }

    [Fact]
    public void Views_TwoSweepsOfAName_AreToldApart()
    {
        Run(TinyExperiment.Single, "--fresh");

        JsonElement rows = Of("query", "SELECT sweep, sweep_name, is_latest FROM runs ORDER BY sweep", "--format", "json")
            .Json();

        Assert.Equal(
            [("single", 0), ("single#2", 1)],
            rows.EnumerateArray().Select(r => (r.GetProperty("sweep").GetString()!, r.GetProperty("is_latest").GetInt32())));
        Assert.All(rows.EnumerateArray(), r => Assert.Equal("single", r.GetProperty("sweep_name").GetString()));
    }

    public void Dispose() => _folder.Dispose();

    private void Run(string experiment, params string[] options)
    {
        CommandRun run = Of(["run", _folder.Write("tiny.yaml", experiment), "--no-report", "--no-evaluate", .. options]);
        Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
    }

    private CommandRun Of(params string[] arguments) => arguments is [string command, "--", .. string[] rest]
        ? CommandRun.Of([command, "--results", _folder.Results, "--", .. rest])
        : CommandRun.Of([.. arguments, "--results", _folder.Results]);
}
