using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

public sealed class CrossValidatedSweepTests : IDisposable
{
    private const string Folds =
        """
        name: folds
        dataset: {name: digits, train: 200, test: 100}
        cross_validation: 3
        parameters: {architecture: "8", learning_rate: [0.0001, 0.3], batch_size: 16, epochs: 4}
        early_stopping: {monitor: validation_loss, patience: 2}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Folds_RanksTheCellsByTheirMeans()
    {
        CommandRun run = Run();

        JsonElement[] cells = Rows("trials", "folds"), trials = Rows("trials", "folds", "--by", "trial");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains(run.OutputLines, l => l.StartsWith("Best cell:  mean validation_accuracy ", StringComparison.Ordinal)
            && l.EndsWith("of 3 trials · learning_rate=0.3", StringComparison.Ordinal));
        Assert.Contains(run.MessageLines, l => l.Contains("learning_rate=0.3, fold 2", StringComparison.Ordinal));
        Assert.Equal([0.3, 0.0001], cells.Select(c => c.GetProperty("learning_rate").GetDouble()));
        Assert.Equal(
            trials.Where(t => t.GetProperty("learning_rate").GetDouble() == 0.3)
                .Average(t => t.GetProperty("validation_accuracy").GetDouble()),
            cells[0].GetProperty("mean").GetDouble(),
            12);
        Assert.Equal([1, 1, 2, 2, 3, 3], trials.Select(t => t.GetProperty("fold").GetInt32()).Order());
        Assert.False(trials[0].TryGetProperty("repeat", out _));
        Assert.True(File.Exists(Path.Combine(_folder.Results, "folds", "report.html")));
    }

    [Fact]
    public void Commands_OnAFold_SayWhichItIs()
    {
        Run("--no-report");

        Assert.Equal(2, Of("show", "folds/5", "--format", "json").Json().GetProperty("trial").GetProperty("fold").GetInt32());
        Assert.Equal([2, 5], Rows("trials", "folds", "--by", "trial", "--where", "fold = 2", "--sort", "trial").Select(
            t => t.GetProperty("trial").GetInt32()));
        Assert.Equal([1, 2, 3], Rows("query", "SELECT fold FROM runs WHERE trial <= 3 ORDER BY trial").Select(
            t => t.GetProperty("fold").GetInt32()));
        Assert.Equal(
            "folds/5: all 18 metrics are bit-identical, and so is every weight.",
            Assert.Single(Of("verify", "folds/5").OutputLines));
    }

    [Fact]
    public void PlanAndValidate_Folds_ShowThem()
    {
        string file = _folder.Write("folds.yaml", $"{Folds}\nrepeats: 2");

        JsonElement[] plan = [.. CommandRun.Of("plan", file, "--format", "json").Json().EnumerateArray()];
        JsonElement valid = CommandRun.Of("validate", file, "--format", "json").Json()[0];

        Assert.Equal(
            [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)],
            plan.Take(6).Select(t => (t.GetProperty("repeat").GetInt32(), t.GetProperty("fold").GetInt32())));
        Assert.Equal((12, 2, 3), (valid.GetProperty("trials").GetInt32(), valid.GetProperty("repeats").GetInt32(),
            valid.GetProperty("folds").GetInt32()));
        Assert.Contains(
            CommandRun.Of("validate", file, "--estimate").OutputLines,
            l => l == "  each trained 3 times, with another fold of the training set held out");
    }

    [Fact]
    public void Run_SweepThatEndedEarly_TrainsTheFoldsThatAreMissing()
    {
        CommandRun first = Run("--set", "metric={name: validation_accuracy, target: 0.01}", "--parallel", "1");
        Assert.Equal(ExitCode.Done, first.ExitCode);
        Assert.Equal(5, Rows("trials", "folds", "--by", "trial", "--where", "state = 'waiting'").Length);

        CommandRun second = Run("--set", "metric={name: validation_accuracy, target: 1}");

        Assert.Equal(ExitCode.Done, second.ExitCode);
        Assert.Equal(6, Rows("trials", "folds", "--by", "trial", "--where", "state = 'completed'").Length);
        Assert.Equal([3, 3], Rows("trials", "folds").Select(c => c.GetProperty("n").GetInt32()));
    }

    private CommandRun Run(params string[] more) => Of(["run", _folder.Write("folds.yaml", Folds), .. more]);

    private JsonElement[] Rows(params string[] arguments) => [.. Of([.. arguments, "--format", "json"]).Json().EnumerateArray()];

    private CommandRun Of(params string[] arguments) => CommandRun.Of([.. arguments, "--results", _folder.Results]);
}
