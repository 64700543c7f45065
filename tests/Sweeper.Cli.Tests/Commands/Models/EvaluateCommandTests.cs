using System.Text.Json;
using System.Text.RegularExpressions;
using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Store;

namespace Sweeper.Cli.Tests.Commands.Models;

[Collection(SharedTinySweep.Name)]
public sealed class EvaluateCommandTests(TinySweep sweep)
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Evaluate_TestSetAsItIs_GivesTheRecordedMetrics(int trial)
    {
        JsonElement recorded = CommandRun.Of("trials", "tiny", "--results", sweep.Results, "--format", "json", "--columns",
            "trial,test_accuracy,test_loss", "--where", $"trial = {trial}").Json()[0];

        JsonElement evaluation = Evaluate($"tiny/{trial}", "--format", "json").Json().GetProperty("evaluations")[0];

        Assert.Equal(recorded.GetProperty("test_accuracy").GetDouble(), evaluation.GetProperty("test_accuracy").GetDouble());
        Assert.Equal(recorded.GetProperty("test_loss").GetDouble(), evaluation.GetProperty("test_loss").GetDouble());
        int[][] confusion = evaluation.GetProperty("confusion").Deserialize<int[][]>()!;
        Assert.Equal(100, confusion.Sum(r => r.Sum()));
        Assert.Equal(evaluation.GetProperty("test_accuracy").GetDouble(), confusion.Select((r, i) => r[i]).Sum() / 100.0);
    }

    [Fact]
    public void Evaluate_SeveralAmounts_MakeATable()
    {
        CommandRun run = Evaluate("tiny/4", "--shift-right", "0", "20", "--shift-down", "-20", "--rotate", "-5", "5", "--noise",
            "0.1", "--format", "csv");

        string[][] rows = [.. run.OutputLines.Skip(1).Select(l => l.Split(','))];
        Assert.Equal(
            ["none ", "shift_right 0", "shift_right 20", "shift_down -20", "rotate -5", "rotate 5", "noise 0.1"],
            rows.Select(r => $"{r[0]} {r[1]}"));
        Assert.Equal(rows[0][2..4], rows[1][2..4]);
        Assert.All(rows[2..], r => Assert.NotEqual(rows[0][3], r[3]));
    }

    [Fact]
    public void Evaluate_ForPeople_ShowsClassesAndConfusions()
    {
        CommandRun run = Evaluate("tiny/4");

        Assert.StartsWith("tiny/4 on the 100 test images of digits", run.Output, StringComparison.Ordinal);
        Assert.Contains(run.OutputLines, l => Regex.IsMatch(l, "class +images +precision +recall +f1"));
        Assert.Contains(run.OutputLines, l => Regex.IsMatch(l, "class +as 0 +as 1"));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void Evaluate_Ensemble_AveragesTheBestTrials()
    {
        CommandRun run = Evaluate("tiny", "--ensemble", "--top", "3", "--format", "json");

        JsonElement[] rows = [.. run.Json().EnumerateArray()];
        Assert.Equal(4, rows.Length);
        Assert.Equal("all 3 together", rows[3].GetProperty("model").GetString());
        Assert.Equal(
            rows[3].GetProperty("test_accuracy").GetDouble() - rows[0].GetProperty("test_accuracy").GetDouble(),
            rows[3].GetProperty("gain").GetDouble(), 10);
    }

    [Fact]
    public void Evaluate_BestTrialMoved_GivesThePointOfTheCurveInTheReport()
    {
        double accuracy = Evaluate("tiny", "--shift-right", "3", "--format", "json").Json()
            .GetProperty("evaluations")[1].GetProperty("test_accuracy").GetDouble();
        using var reader = SqliteSweepReader.Open(sweep.Results);
        SweepRecord recorded = reader.FindSweep("tiny", null)!;

        var robustness = Robustness.FromJson(
            reader.ReadAttachment(recorded, recorded.BestTrial!.Value, Robustness.AttachmentName));

        Assert.Equal(
            accuracy, robustness.Curves.Single(c => c.Disturbance == "shift_right").Points.Single(p => p.Amount == 3).Accuracy);
        Assert.Contains("class=\"robustness\"", File.ReadAllText(Path.Combine(sweep.Results, "tiny", "report.html")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_Ensemble_HasTheGainThatTheReportShows()
    {
        CommandRun run = Evaluate("tiny", "--ensemble", "--format", "json");
        using var reader = SqliteSweepReader.Open(sweep.Results);
        SweepRecord recorded = reader.FindSweep("tiny", null)!;

        var ensemble = EnsembleGain.FromJson(
            reader.ReadAttachment(recorded, recorded.BestTrial!.Value, EnsembleGain.AttachmentName));

        Assert.Equal(run.Json()[4].GetProperty("gain").GetDouble(), ensemble.Gain);
        Assert.Equal(["all 4 together", .. ensemble.Members.Select(m => $"tiny/{m.Trial}").Order()], run.Json().EnumerateArray()
            .Select(r => r.GetProperty("model").GetString()).Order());
        Assert.Contains("The gain is over the best trial by validation_accuracy, the first row",
            Evaluate("tiny", "--ensemble").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--shift-right is '1.5'; it must be a whole number from -1000 to 1000.", "tiny/1", "--shift-right", "1.5")]
    [InlineData("--noise is '-1'; it must be a number from 0 to 10.", "tiny/1", "--noise", "-1")]
    [InlineData("--rotate is 'left'; it must be a number from -360 to 360.", "tiny/1", "--rotate", "left")]
    [InlineData("--top goes with --ensemble; without it one trial is evaluated", "tiny/1", "--top", "2")]
    [InlineData("--ensemble takes the best trials of a sweep; write tiny without a trial", "tiny/1", "--ensemble")]
    [InlineData("--ensemble is measured on the test set as it is; leave the transformations out", "tiny", "--ensemble",
        "--noise", "1")]
    [InlineData("'tiny' has no trial 9; its trials are 1 to 4", "tiny/9")]
    public void Evaluate_WrongArguments_SaysWhatIsAllowed(string message, params string[] arguments)
    {
        CommandRun run = Evaluate(arguments);

        Assert.Equal((ExitCode.WrongInput, $"error: {message}"), (run.ExitCode, run.MessageLines[0]));
    }

    private CommandRun Evaluate(params string[] arguments) =>
        CommandRun.Of(["evaluate", .. arguments, "--results", sweep.Results]);
}
