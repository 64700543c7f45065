using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Running;

/// <summary>Sweeps whose trials are programs, here a shell script, through the commands.</summary>
public sealed class ProgramSweepTests : IDisposable
{
    private const string Head = "program: train.sh\ncommand: [sh, \"${program}\", \"${args_no_hyphens}\"]\n";
    private const string Parameters = "parameters: {rate: [1, 2, 3], tag: {values: [null, a]}}\n";

    private readonly TemporaryFolder _folder = new();

    public ProgramSweepTests() =>
        _folder.Write("train.sh", "n=${1#rate=}\nfor e in 1 2; do echo \"epoch $e loss: $((n * 10 - e)) acc=0.$n\"; done\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_WithMetric_RanksByIt()
    {
        CommandRun run = Run($"name: Of A Script\n{Head}metric: {{name: loss}}\n{Parameters}");

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.ExitCode == ExitCode.Done ? "" : run.Messages));
        JsonElement best = CommandRun.Of("trials", "of-a-script", "--results", _folder.Results, "--format", "json").Json()[0];
        Assert.Equal(
            (1, 1, JsonValueKind.Null, 8.0, 2),
            (best.GetProperty("rank").GetInt32(), best.GetProperty("rate").GetInt32(), best.GetProperty("tag").ValueKind,
                best.GetProperty("loss").GetDouble(), best.GetProperty("epochs").GetInt32()));
        Assert.Contains("Best trial: 1 · loss 8", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithoutMetric_RanksNothingAndShowsAllMetrics()
    {
        CommandRun run = Run(Head + Parameters);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains(
            "Nothing is ranked: the file names no metric. Trials reported loss, acc; metric: {name: "
            + "loss} in the file ranks by it.",
            string.Join(' ', run.OutputLines),
            StringComparison.Ordinal);
        string report = File.ReadAllText(Path.Combine(_folder.Results, "e", "report.html"));
        Assert.Contains("Nothing is ranked: the experiment names no metric.", report, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"heatmap\"", report, StringComparison.Ordinal);
        Assert.Contains("id=\"curves\"", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ProgramThatIsNotThere_IsToldWithItsPlaceBeforeAnythingIsRecorded()
    {
        CommandRun run = Run(Head.Replace("train.sh", "nothing.sh", StringComparison.Ordinal) + Parameters);

        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.Contains("e.yaml:1:10: there is no program 'nothing.sh'", run.Messages, StringComparison.Ordinal);
        Assert.Empty(CommandRun.Of("list", "--results", _folder.Results, "--format", "json").Json().EnumerateArray());
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("plan")]
    public void ValidateAndPlan_ProgramThatIsNotThere_SaySoAndGoOn(string command)
    {
        string file = _folder.Write("e.yaml", Head.Replace("train.sh", "nothing.sh", StringComparison.Ordinal) + Parameters);

        CommandRun run = CommandRun.Of(command, file);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("e.yaml:1:10: there is no program 'nothing.sh'", run.Messages, StringComparison.Ordinal);
        Assert.Contains("; a run that is started here ends at once", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SearchWithoutEnd_NeedsACountAndTrainsThatManyEachTime()
    {
        const string Search = Head + "method: random\nmetric: {name: loss}\nparameters: {rate: {min: 1, max: 1000}}\n";
        Assert.Contains(
            "method random proposes trials without end; say how many with --count",
            Run(Search).Messages,
            StringComparison.Ordinal);

        CommandRun first = Run(Search, "--count", "3"), second = Run(Search, "--count", "2");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (first.ExitCode, second.ExitCode));
        Assert.Contains("--count is reached: 3 trials.", first.Messages, StringComparison.Ordinal);
        JsonElement sweep = Assert.Single(
            CommandRun.Of("list", "--results", _folder.Results, "--format", "json").Json().EnumerateArray());
        Assert.Equal(("interrupted", 5), (sweep.GetProperty("state").GetString(), sweep.GetProperty("done").GetInt32()));
    }

    [Theory]
    [InlineData("random", 7, "")]
    [InlineData("grid", 7, "")]
    [InlineData("bayes", 7, "")]
    [InlineData("bayes", 12, "the trials after the first 10 are what gp would propose as long as none has ended; run proposes "
        + "them from results.")]
    public void Plan_Count_ListsSoMany(string method, int count, string remark)
    {
        string file = _folder.Write(
            "e.yaml", Head + $"method: {method}\nmetric: {{name: loss}}\nparameters: {{rate: {{min: 1, max: 1000}}}}\n");

        CommandRun run = CommandRun.Of("plan", file, "--format", "json", "--count", $"{count}");

        Assert.Equal(count, run.Json().GetArrayLength());
        Assert.Contains(remark, string.Join(' ', run.MessageLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_SweepOfPrograms_SaysWhatItMeasures()
    {
        Run($"{Head}metric: {{name: loss}}\n{Parameters}");

        CommandRun run = CommandRun.Of("evaluate", "e", "--results", _folder.Results);

        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.Contains("the trials of 'e' are programs", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_Json_HasTheValuesAndArgumentsOfEachTrial()
    {
        JsonElement[] trials =
            [.. CommandRun.Of("plan", _folder.Write("e.yaml", Head + Parameters), "--format", "json").Json().EnumerateArray()];

        Assert.Equal(6, trials.Length);
        Assert.Equal("{\"rate\": 1, \"tag\": \"a\"}", trials[1].GetProperty("values").GetRawText());
        Assert.Equal(
            ["sh", Path.Combine(_folder.Root, "train.sh"), "rate=1", "tag=a"],
            trials[1].GetProperty("argv").EnumerateArray().Select(a => a.GetString()));
    }

    private CommandRun Run(string text, params string[] options) =>
        CommandRun.Of(["run", _folder.Write("e.yaml", text), "--results", _folder.Results, .. options]);
}
