using System.Globalization;
using System.Text.Json;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests.Commands;

public sealed class SuggestCommandTests : IDisposable
{
    private const string Learning =
        """
        name: learning
        dataset: {name: digits, train: 60, test: 20}
        method: gp
        metric: {name: validation_accuracy, goal: maximize}
        run_cap: 11
        parallel: 1
        parameters:
          learning_rate: {min: 0.01, max: 1.0, distribution: log_uniform_values}
          activation: [relu, tanh]
          architecture: "8"
          epochs: 1
        """;

    // The loss is least at a rate of 7.
    private const string Program =
        """
        name: program
        program: train.sh
        command: [sh, "${program}", "${args_no_hyphens}"]
        metric: {name: loss, goal: minimize}
        """;

    private readonly TemporaryFolder _folder = new();

    public SuggestCommandTests() => _folder.Write("train.sh", "n=${1#rate=}\necho \"loss: $(((n - 7) * (n - 7)))\"\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Suggest_SweepThatLearns_NamesWhatRunTriesNext()
    {
        Run(Learning);
        JsonElement next = Suggest("learning", "--count", "1", "--format", "json").Json()[0];
        Run(Learning, "--set", "run_cap=12");

        JsonElement tried = CommandRun.Of(
            "trials", "learning", "--where", "trial = 12", "--format", "json", "--results", _folder.Results).Json()[0];
        Assert.Equal(tried.GetProperty("learning_rate").GetDouble(), next.GetProperty("learning_rate").GetDouble());
        Assert.Equal(tried.GetProperty("activation").GetString(), next.GetProperty("activation").GetString());
        Assert.InRange(
            next.GetProperty("expected_mean").GetDouble(),
            next.GetProperty("expected_lower").GetDouble(),
            next.GetProperty("expected_upper").GetDouble());
        Assert.True(next.GetProperty("expected_gain").GetDouble() >= 0);
    }

    [Fact]
    public void Suggest_SearchOfAProgram_ListsCellsAndTheExperimentAroundTheBest()
    {
        Run($"{Program}\nmethod: random\nrun_cap: 12\nparameters: {{rate: {{min: 1, max: 40}}}}\n");

        CommandRun table =
            Suggest("program"), csv = Suggest("program", "--format", "csv"), yaml = Suggest("program", "--as-yaml");

        Assert.Contains(
            "and a further trial is expected to gain ", string.Join(' ', table.OutputLines), StringComparison.Ordinal);
        Assert.Equal("rate,expected_mean,expected_lower,expected_upper,expected_gain", csv.OutputLines[0]);
        Assert.Equal(5, csv.OutputLines[1..].Select(l => l.Split(',')[0]).Distinct().Count());
        string file = _folder.Write("next.yaml", yaml.Output);
        CommandRun plan = CommandRun.Of("plan", file, "--count", "20", "--format", "csv");
        Assert.Equal(ExitCode.Done, plan.ExitCode);
        Assert.All(plan.OutputLines[1..], l => Assert.InRange(int.Parse(l.Split(',')[1], CultureInfo.InvariantCulture), 1, 25));
    }

    [Fact]
    public void Suggest_Accuracy_IsExpectedToBeOneAtMost()
    {
        _folder.Write("train.sh", "n=${1#rate=}\necho \"accuracy: 0.$((60 + n % 3 * 19))\"\n");
        string head = Program.Replace(
            "{name: loss, goal: minimize}", "{name: accuracy, goal: maximize}", StringComparison.Ordinal);
        Run($"{head}\nmethod: random\nrun_cap: 12\nparameters: {{rate: {{min: 1, max: 40}}}}\n");

        JsonElement[] cells = [.. Suggest("program", "--format", "json").Json().EnumerateArray()];

        Assert.InRange(cells.Max(c => c.GetProperty("expected_upper").GetDouble()), 0.9, 1);
        Assert.All(cells, c => Assert.InRange(c.GetProperty("expected_gain").GetDouble(), 0, 0.0201));
    }

    [Theory]
    [InlineData("metric: {name: loss}", "[1, 2, 3]", new string[0],
        "nothing is left to try in 'program': every cell has been; --as-yaml goes on around the best")]
    [InlineData("metric: {name: loss}", "[1, 2, 3]", new[] { "--as-yaml" },
        "nothing is left to try in 'program': every cell of its lists has been; list further values")]
    [InlineData("", "[1, 2, 3]", new string[0],
        "'program' ranks nothing, so that nothing is better to try; name a metric in its experiment")]
    [InlineData("metric: {name: loss}\nmax_failures: 0", "[x, y/0]", new[] { "--as-yaml" },
        "'program' has no best trial yet; let one end")]
    [InlineData("metric: {name: loss}", "[1, 2]", new[] { "--as-yaml", "--format", "csv" },
        "--format does not go with --as-yaml, which prints an experiment; leave one of them out.")]
    public void Suggest_WhereNothingCanBeSaid_SaysWhy(string metric, string rates, string[] options, string reason)
    {
        string head = Program.Replace("metric: {name: loss, goal: minimize}", metric, StringComparison.Ordinal);
        Run($"{head}\nparameters: {{rate: {rates}}}\n", expected: rates.Contains('/', StringComparison.Ordinal)
            ? ExitCode.TrialsFailed : ExitCode.Done);

        CommandRun run = Suggest(["program", .. options]);

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.Equal($"error: {reason}", run.MessageLines[0]);
    }

    private void Run(string text, params string[] options) => Run(text, ExitCode.Done, options);

    private void Run(string text, int expected, params string[] options)
    {
        CommandRun run = CommandRun.Of(["run", _folder.Write("e.yaml", text), "--results", _folder.Results, .. options]);
        Assert.True(run.ExitCode == expected, run.Messages + run.Output);
    }

    private CommandRun Suggest(params string[] arguments) =>
        CommandRun.Of(["suggest", .. arguments, "--results", _folder.Results]);
}
