using System.Text.Json;

namespace Sweeper.Cli.Tests.Commands;

[Collection(SharedTinySweep.Name)]
public sealed class CompareCommandTests(TinySweep sweep)
{
    [Fact]
    public void Compare_TwoTrials_ShowsOnlyWhatDiffers()
    {
        CommandRun run = Compare("tiny/1", "tiny/2", "--format", "json");

        JsonElement[] rows = [.. run.Json().EnumerateArray()];
        string[] names = [.. rows.Select(r => r.GetProperty("name").GetString()!)];
        Assert.Equal("learning_rate", names[0]);
        Assert.Equal((0.1, 0.2), (rows[0].GetProperty("tiny/1").GetDouble(), rows[0].GetProperty("tiny/2").GetDouble()));
        Assert.Contains("train_loss", names);
        Assert.DoesNotContain("architecture", names);
        Assert.DoesNotContain("runtime", names);
        Assert.All(rows, r => Assert.NotEqual(r.GetProperty("tiny/1").GetRawText(), r.GetProperty("tiny/2").GetRawText()));
    }

    [Fact]
    public void Compare_ForPeople_HasAColumnPerTrial()
    {
        CommandRun run = Compare("tiny/1", "tiny/4", "tiny/2");

        Assert.Matches("^ +tiny/1 +tiny/4 +tiny/2$", run.OutputLines[0]);
        int section = Array.IndexOf(run.OutputLines, " hyperparameters");
        Assert.Matches("^   architecture +8 +16 +8$", run.OutputLines[section + 1]);
    }

    [Fact]
    public void Compare_SweepAlone_StandsForItsBestTrial()
    {
        int best = CommandRun.Of(
            "list", "--results", sweep.Results, "--format", "json").Json()[0].GetProperty("best_trial").GetInt32();

        CommandRun run = Compare("tiny", best == 1 ? "tiny/2" : "tiny/1", "--format", "csv");

        Assert.StartsWith($"section,name,tiny/{best},", run.OutputLines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tiny/1")]
    [InlineData("tiny/1", "tiny#1/1")]
    public void Compare_OneTrial_AsksForAnother(params string[] trials) => Assert.Equal(
        "error: compare takes two trials at least, and there is tiny/1 alone; "
        + "name another one", Assert.Single(Compare(trials).MessageLines));

    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    public void Compare_TrialThatWaits_LeavesOutWhatItDoesNotHaveYet(string format)
    {
        using TemporaryFolder folder = new();
        CommandRun.Of("run", folder.Write("stopped.yaml", TinyExperiment.Stopped), "--results", folder.Results, "--no-report");

        string compared = CommandRun.Of(
            "compare", "stopped/1", "stopped/2", "--format", format, "--results", folder.Results).Output;

        Assert.Matches(format == "csv" ? "outcome,state,completed,waiting" : "state +completed +waiting", compared);
        Assert.Contains("rate", compared, StringComparison.Ordinal);
        Assert.DoesNotContain("loss", compared, StringComparison.Ordinal);
        Assert.DoesNotContain("runtime", compared, StringComparison.Ordinal);
    }

    private CommandRun Compare(params string[] arguments) =>
        CommandRun.Of(["compare", .. arguments, "--results", sweep.Results]);
}
