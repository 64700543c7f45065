using System.Text.Json;

namespace Sweeper.Cli.Tests.Commands;

[Collection(SharedTinySweep.Name)]
public sealed class QueryCommandTests(TinySweep sweep)
{
    [Fact]
    public void Query_Json_HasTheRowsOnStandardOutputAlone()
    {
        CommandRun run = Query("SELECT trial, learning_rate, architecture FROM runs ORDER BY trial", "--format", "json");

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Messages));
        JsonElement[] rows = [.. run.Json().EnumerateArray()];
        Assert.Equal([1, 2, 3, 4], rows.Select(r => r.GetProperty("trial").GetInt32()));
        Assert.Equal([0.1, 0.2, 0.1, 0.2], rows.Select(r => r.GetProperty("learning_rate").GetDouble()));
        Assert.Equal(["8", "8", "16", "16"], rows.Select(r => r.GetProperty("architecture").ToString()));
    }

    [Fact]
    public void Query_Epochs_HasARowPerTrialAndEpoch()
    {
        CommandRun run = Query("SELECT count(*) AS epochs FROM epochs", "--format", "csv");

        Assert.Equal(["epochs", "8"], run.OutputLines);
    }

    [Fact]
    public void Query_ColumnsOfTheSameName_AreToldApart()
    {
        CommandRun run = Query("SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a", "--format", "json");

        JsonProperty[] columns = [.. run.Json()[0].EnumerateObject()];
        Assert.Equal(4, columns.Select(c => c.Name).Distinct().Count());
        Assert.Equal(["a", "a_3", "a_2", "a_4"], columns.Select(c => c.Name));
        Assert.Equal([1, 2, 3, 4], columns.Select(c => c.Value.GetInt32()));
    }

    [Fact]
    public void Query_NoRows_IsAnEmptyListAndNoError()
    {
        CommandRun run = Query("SELECT * FROM runs WHERE trial > 100", "--format", "json");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal(0, run.Json().GetArrayLength());
    }

    [Theory]
    [InlineData("DELETE FROM trials")]
    [InlineData("UPDATE sweeps SET name = 'x'")]
    [InlineData("SELECT 1; DROP TABLE trials")]
    [InlineData("SELEC 1")]
    [InlineData("")]
    public void Query_AnythingButOneSelect_IsRefusedInALine(string sql)
    {
        CommandRun run = Query(sql);

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", Assert.Single(run.MessageLines), StringComparison.Ordinal);
        Assert.Equal(["trials", "4"], Query("SELECT count(*) AS trials FROM trials", "--format", "csv").OutputLines);
    }

    private CommandRun Query(string sql, params string[] options) =>
        CommandRun.Of(["query", sql, "--results", sweep.Results, .. options]);
}
