using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

[Collection(SharedTinySweep.Name)]
public sealed class ListCommandTests(TinySweep sweep)
{
    [Fact]
    public void List_Table_ShowsTheSweepForPeople()
    {
        CommandRun run = CommandRun.Of("list", "--results", sweep.Results);

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Messages));
        string line = Assert.Single(run.OutputLines, l => l.Contains("tiny", StringComparison.Ordinal));
        Assert.Matches(@"^ +tiny +completed +4 +4 +\d +validation_accuracy +\d+\.\d\d\u00a0% +\d{4}-\d\d-\d\d", line);
    }

    [Fact]
    public void List_Json_HasTheNumbersOnStandardOutputAlone()
    {
        CommandRun run = CommandRun.Of("list", "--results", sweep.Results, "--format", "json");

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Messages));
        JsonElement tiny = Assert.Single(run.Json().EnumerateArray());
        Assert.Equal("tiny", tiny.GetProperty("sweep").GetString());
        Assert.Equal((4, 4), (tiny.GetProperty("done").GetInt32(), tiny.GetProperty("trials").GetInt32()));
        Assert.InRange(tiny.GetProperty("objective").GetDouble(), 0, 1);
    }

    [Fact]
    public void List_Csv_HasAHeaderAndARow()
    {
        CommandRun run = CommandRun.Of("list", "--results", sweep.Results, "--format", "csv");

        Assert.Equal("sweep,state,done,trials,best_trial,metric,objective,mean_of,created_at,tags,note", run.OutputLines[0]);
        Assert.StartsWith("tiny,completed,4,4,", Assert.Single(run.OutputLines[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public void List_FolderWithoutSweeps_SaysHowToMakeOne()
    {
        CommandRun run = CommandRun.Of("list", "--results", Path.Combine(sweep.Root, "nothing"));

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.Contains("sweeper run", Assert.Single(run.MessageLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(sweep.Root, "nothing")));
    }
}
