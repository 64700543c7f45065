using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

public sealed class RepeatedSweepTests : IDisposable
{
    private const string Repeated =
        """
        name: repeated
        dataset: {name: digits, train: 200, test: 100}
        parameters:
          architecture: ["8"]
          learning_rate: [0.0001, 0.3]
          schedule: {name: step, every: 10, factor: 0.5}
          batch_size: 16
          epochs: 8
        repeats: 3
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly CommandRun _run;

    public RepeatedSweepTests() =>
        _run = CommandRun.Of("run", _folder.Write("repeated.yaml", Repeated), "--results", _folder.Results, "--no-report");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Commands_OnRepeats_SpeakOfCells()
    {
        JsonElement[] cells = [.. Of("trials", "repeated", "--format", "json").Json().EnumerateArray()];
        JsonElement[] trials = [.. Of("trials", "repeated", "--by", "trial", "--format", "json").Json().EnumerateArray()];
        JsonElement list = Of("list", "--format", "json").Json()[0];

        Assert.Equal((2, 6), (cells.Length, trials.Length));
        Assert.Equal([0.3, 0.0001], cells.Select(c => c.GetProperty("learning_rate").GetDouble()));
        Assert.Equal(["best", "worse"], cells.Select(c => c.GetProperty("standing").GetString()));
        double mean = trials.Where(t => t.GetProperty("learning_rate").GetDouble() == 0.3)
            .Average(t => t.GetProperty("validation_accuracy").GetDouble());
        Assert.Equal(mean, cells[0].GetProperty("mean").GetDouble(), 12);
        Assert.Equal(mean, list.GetProperty("objective").GetDouble(), 12);
        Assert.Equal(3, list.GetProperty("mean_of").GetInt32());
        Assert.Equal(cells[0].GetProperty("first_trial").GetInt32(), list.GetProperty("best_trial").GetInt32());
        Assert.InRange(
            mean, cells[0].GetProperty("interval_lower").GetDouble(), cells[0].GetProperty("interval_upper").GetDouble());
        Assert.All(cells, c => Assert.Equal(3, c.GetProperty("n").GetInt32()));
    }

    [Fact]
    public void Tables_OnRepeats_NameTheTestAndTheBestCell()
    {
        Assert.Equal(ExitCode.Done, _run.ExitCode);
        Assert.Contains(_run.OutputLines, l => l.StartsWith("Best cell:  mean validation_accuracy ", StringComparison.Ordinal));
        Assert.Matches(
            "(t-tests with their variances pooled|Welch's t-tests, as their variances differ), "
                + "corrected by (Tukey's range|Bonferroni) for the choice of the best, level 0.05",
            Of("trials", "repeated").Output);
        Assert.Contains("step (every 10, factor 0.5)", Of("show", "repeated/1").Output, StringComparison.Ordinal);
        Assert.Equal(
            """{"every":10,"factor":0.5,"name":"step"}""",
            Of("show", "repeated/1", "--format", "json").Json().GetProperty("hyperparameters").GetProperty("schedule")
                .GetRawText());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(160)]
    public void Trials_CellsInATerminal_ShowSettingMeanCountAndStanding(int width)
    {
        CommandRun run = CommandRun.With(
            context =>
            {
                context.Output.Profile.Width = width;
                return context;
            },
            "trials",
            "repeated",
            "--results",
            _folder.Results);

        Assert.All(run.OutputLines, l => Assert.True(l.Length <= width, l));
        Assert.Matches(@"(?m)^ \*    1 .* 0\.3 +[0-9]+\.[0-9]{2}\u00a0% .* 3 +best", run.Output);
        Assert.Matches(@"(?m)^      2 .* 0\.0001 +[0-9]+\.[0-9]{2}\u00a0% .* 3 +worse", run.Output);
    }

    [Fact]
    public void Trials_CellsSortedAndCut_AreTheFirst()
    {
        CommandRun run = Of(
            "trials", "repeated", "--sort", "mean", "--top", "1", "--columns", "learning_rate,n", "--format", "csv");

        Assert.Equal(["learning_rate,n", "0.0001,3"], run.OutputLines);
        Assert.Contains(
            "there is no column 'meen'; did you mean 'mean'?",
            Of("trials", "repeated", "--sort", "meen").Messages,
            StringComparison.Ordinal);
    }

    private CommandRun Of(params string[] arguments) => CommandRun.Of([.. arguments, "--results", _folder.Results]);
}
