using System.Globalization;
using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

/// <summary>A sweep over a table, from its run to predictions of other rows.</summary>
public sealed class TableSweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Run_NumberToPredict_IsRankedReportedEvaluatedAndPredicted()
    {
        Run("loss: mean_squared_error");

        JsonElement trial = Sweeper("trials", "rows", "--format", "json").Json()[0];
        JsonElement evaluation = Sweeper("evaluate", "rows", "--data", _folder.Root, "--format", "json").Json()[0];
        JsonElement[] predictions = [.. Sweeper("predict", "rows", _folder.Write("new.csv", "b,a\n1,2\n5,3\n"), "--format",
            "json").Json().EnumerateArray()];
        string report = File.ReadAllText(Path.Combine(_folder.Results, "rows", "report.html"));
        Assert.True(trial.GetProperty("validation_rmse").GetDouble() > 0);
        Assert.Equal(trial.GetProperty("test_rmse").GetDouble(), evaluation.GetProperty("test_rmse").GetDouble());
        Assert.InRange(evaluation.GetProperty("test_r2").GetDouble(), 0.5, 1);
        Assert.Equal([1, 2], predictions.Select(p => p.GetProperty("row").GetInt32()));
        Assert.All(predictions, p => Assert.InRange(p.GetProperty("predicted_y").GetDouble(), -50, 50));
        Assert.Contains("Predicted against true y", report, StringComparison.Ordinal);
        Assert.Contains("columns left out", report, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(ExitCode.Done, Sweeper("verify", "rows/1", "--data", _folder.Root).ExitCode);
        Assert.Contains(
            "cannot be moved, turned or disturbed",
            Sweeper("evaluate", "rows", "--data", _folder.Root, "--noise", "0.1").MessageLines[0],
            StringComparison.Ordinal);
        Assert.Contains(
            "predict a number",
            Sweeper("evaluate", "rows", "--data", _folder.Root, "--ensemble").MessageLines[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TextsToPredict_AreClassesEverywhere()
    {
        Run("loss: cross_entropy", "kind");

        JsonElement evaluation = Sweeper("evaluate", "rows", "--data", _folder.Root, "--format", "json").Json();
        JsonElement[] predictions = [.. Sweeper("predict", "rows", _folder.Write("new.csv", "a,b,y\n1,9,0\n9,1,0\n"), "--format",
            "json").Json().EnumerateArray()];
        Assert.Equal(["less", "more"], evaluation.GetProperty("class_names").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(["less", "more"], predictions.Select(p => p.GetProperty("prediction").GetString()));
        Assert.Contains(
            "no column 'b'",
            Sweeper("predict", "rows", _folder.Write("other.csv", "a,c\n1,2\n")).MessageLines[0],
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Run(string loss, string target = "y")
    {
        var random = new Random(5);
        _folder.Write("rows.csv", "a,b,kind,y\n" + string.Concat(Enumerable.Range(0, 200).Select(_ =>
        {
            (int a, int b) = (random.Next(10), random.Next(10));
            return string.Create(CultureInfo.InvariantCulture, $"{a},{b},{(a > b ? "more" : "less")},{(2 * a) - b}\n");
        })));
        string file = _folder.Write("rows.yaml",
            $$"""
            name: rows
            dataset: {name: csv, train: rows.csv, target: {{target}}, test: 0.2}
            parameters: {architecture: "8", {{loss}}, optimizer: adam, learning_rate: [0.02, 0.03], batch_size: 16, epochs: 30}
            """);
        CommandRun run = Sweeper("run", file, "--data", _folder.Root);
        Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
    }

    private CommandRun Sweeper(params string[] arguments) => CommandRun.Of([.. arguments, "--results", _folder.Results]);
}
