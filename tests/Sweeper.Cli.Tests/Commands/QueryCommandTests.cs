using System.Text.Json;
using Sweeper.Cli.Terminals;

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
    public void Query_NamesOfSixtyLettersInATerminal_AreShortenedInOneTable()
    {
        string name = string.Join('_', Enumerable.Repeat("letters", 8));
        using var output = new StringWriter();

        CommandRun run = CommandRun.With(
            context => context with { Output = PlainConsole.Create(output, width: 80) },
            "query",
            $"SELECT trial, '{name}_1' AS {name}_a, '{name}_2' AS {name}_b, learning_rate FROM runs ORDER BY trial", "--results",
            sweep.Results);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, l => Assert.True(l.Length <= 80, l));
        Assert.Matches(@"^ +1 +letters\S*…\S*_1 +letters\S*…\S*_2 +0\.1$", lines[^4]);
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
    public void Query_AnythingButOneSelect_IsRefusedInALine(string sql)
    {
        CommandRun run = Query(sql);

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", Assert.Single(run.MessageLines), StringComparison.Ordinal);
        Assert.Equal(["trials", "4"], Query("SELECT count(*) AS trials FROM trials", "--format", "csv").OutputLines);
    }

    [Theory]
    [InlineData("SELECT typeof(:x) AS t, :x AS x", "x:int=5", "integer,5")]
    [InlineData("SELECT typeof(@x) AS t, @x AS x", "x:real=-0.5", "real,-0.5")]
    [InlineData("SELECT typeof($x) AS t, $x AS x", "x=5", "text,5")]
    [InlineData("SELECT typeof($x) AS t, $x AS x", "x=007", "text,007")]
    [InlineData("SELECT typeof($x) AS t, $x AS x", "x=1e3", "text,1e3")]
    [InlineData("SELECT typeof($x) AS t, $x AS x", "x=null", "text,null")]
    [InlineData("SELECT typeof($x) AS t, $x AS x", ":x:text=true", "text,true")]
    [InlineData("SELECT typeof(:x) AS t, :x AS x", "x=a=b", "text,a=b")]
    [InlineData("SELECT typeof(:x) AS t, :x AS x", "x:null", "null,")]
    [InlineData("SELECT typeof(:x) AS t, :x AS x", "x:bool=true", "integer,1")]
    [InlineData("SELECT count(*) AS t, 0 AS x FROM runs WHERE sweep = :sweep", "sweep=x' OR 1=1 --", "0,0")]
    public void Query_NamedValue_IsBoundWithItsType(string sql, string value, string expected) =>
        Assert.Equal(["t,x", expected], Query(sql, "--param", value, "--format", "csv").OutputLines);

    [Theory]
    [InlineData("SELECT :sweep", "swep=1",
        "The query was refused: it has :sweep and no value for it; give one with --param sweep=VALUE.")]
    [InlineData("SELECT 1", "x=1", "The query was refused: it has no :x.")]
    [InlineData("SELECT ?", "x=1", "The query was refused: values have names here: write :name instead of a question mark.")]
    [InlineData("SELECT 1", "x",
        "--param is 'x'; it must be a name, an equals sign and a value, such as sweep=quickstart, or name:null")]
    [InlineData("SELECT :x", "x:int=1e3",
        "--param is 'x:int=1e3'; the value of an int must be a whole number from -9223372036854775808 to 9223372036854775807")]
    [InlineData("SELECT :x", "x:float=1",
        "--param is 'x:float=1'; the type after the colon must be text, int, real, bool or null")]
    [InlineData("SELECT :x", "x:bool=yes", "--param is 'x:bool=yes'; the value of a bool must be true or false")]
    public void Query_WrongValue_IsRefused(string sql, string value, string error)
    {
        CommandRun run = Query(sql, "--param", value);

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.Equal($"error: {error}", Assert.Single(run.MessageLines));
    }

    [Fact]
    public void Query_ForEver_EndsAfterItsTimeout() => Assert.Contains(
        "longer than 0.1 s",
        Query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n", "--timeout",
            "0.1").Messages,
        StringComparison.Ordinal);

    [Fact]
    public void Query_MoreRowsThanAllowed_SaysSo()
    {
        CommandRun run = Query("SELECT trial FROM runs", "--rows", "2", "--format", "csv");

        Assert.Equal(3, run.OutputLines.Length);
        Assert.StartsWith("Only the first 2 rows are shown", Assert.Single(run.MessageLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs")]
    [InlineData("epochs")]
    [InlineData("leaderboard")]
    public void Query_Schema_DescribesEveryColumnOfAView(string view)
    {
        JsonElement[] schema =
            [.. CommandRun.Of("query", "--schema", "--results", sweep.Results, "--format", "json").Json().EnumerateArray()];

        Assert.Equal(
            Query($"SELECT * FROM {view} LIMIT 1", "--format", "csv").OutputLines[0].Split(','),
            schema.Where(c => c.GetProperty("view").GetString() == view).Select(c => c.GetProperty("column").GetString()));
        Assert.All(schema, c => Assert.NotEmpty(c.GetProperty("description").GetString()!));
    }

    [Fact]
    public void Query_SchemaWithoutADatabase_HasTheColumnsThatAreAlwaysThere()
    {
        CommandRun run = CommandRun.Of("query", "--schema", "--results", Path.Combine(sweep.Root, "nothing"), "--format", "csv");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("runs,is_latest,\"1 for the last sweep of that name, else 0\"", run.OutputLines);
    }

    [Fact]
    public void Query_NoSql_PointsToTheSchema() => Assert.Contains(
        "--schema", Assert.Single(CommandRun.Of("query", "--results", sweep.Results).MessageLines), StringComparison.Ordinal);

    private CommandRun Query(string sql, params string[] options) =>
        CommandRun.Of(["query", sql, "--results", sweep.Results, .. options]);
}
