using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests;

/// <summary>
/// Everything in <c>results/README.md</c> is carried out on a sweep with the name and the hyperparameters that it speaks of.
/// </summary>
public sealed class ResultsGuideTests(ResultsGuideTests.Quickstart quickstart) : IClassFixture<ResultsGuideTests.Quickstart>
{
    private static readonly string Guide = File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../results/README.md"));

    public static TheoryData<int> Questions => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Questions))]
    public void Question_CommandAndSql_GiveTheSameTrials(int number)
    {
        string question = Regex.Match(
            Guide, $@"^### {number}\. .*?(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline).Value;
        string command = Block(question, "sh"), sql = Block(question, "sql");

        CommandRun run = Run([.. CommandLineParser.SplitCommandLine(command).Skip(1), "--format", "json"]);
        CommandRun query = Run("query", sql, "--format", "json");

        Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
        Assert.True(query.ExitCode == ExitCode.Done, query.Messages);
        if (command.StartsWith("sweeper trials", StringComparison.Ordinal))
            Assert.Equal(Trials(query), Trials(run));
        else
            Assert.NotEmpty(query.Json().EnumerateArray());
    }

    [Fact]
    public void Views_Columns_AreThoseThatTheGuideNames()
    {
        foreach (JsonElement[] view in Run("query", "--schema", "--results", "nothing-there", "--format", "json").Json()
            .EnumerateArray()
            .GroupBy(c => c.GetProperty("view").GetString(), (_, columns) => columns.ToArray()))
        {
            string line = Regex.Match(
                Guide, $@"^\| `{view[0].GetProperty("view").GetString()}` \|.*$", RegexOptions.Multiline).Value;
            string[] named = [.. Regex.Matches(line.Split('|')[3], "`([a-z_]+)`").Select(m => m.Groups[1].Value)];
            Assert.Equal(view.Select(c => c.GetProperty("column").GetString()), named);
        }
    }

    [Fact]
    public void Python_FirstSnippet_PrintsTheBestTrials()
    {
        if (Python() is not string python)
            return;
        string script = Block(Guide, "python");
        var start =
            new ProcessStartInfo(python, ["-c", script]) { WorkingDirectory = quickstart.Root, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(
            Trials(Run("trials", "quickstart", "--top", "5", "--format", "json")),
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => int.Parse(l.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static string? Python() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "python3")).FirstOrDefault(File.Exists);

    private static string Block(string text, string language) =>
        Regex.Match(text, $@"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value.Trim();

    private static int[] Trials(CommandRun run) =>
        [.. run.Json().EnumerateArray().Select(r => r.GetProperty("trial").GetInt32())];

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private CommandRun Run(params string[] arguments) =>
        CommandRun.Of(arguments.Contains("--results") ? arguments : [.. arguments, "--results", quickstart.Results]);

    /// <summary>A sweep like that of the shipped experiment, but of a moment.</summary>
    public sealed class Quickstart : IDisposable
    {
        private const string Experiment =
            """
            name: quickstart
            dataset: {name: digits, train: 200, test: 100}
            parameters:
              architecture: ["4", "8"]
              activation: [tanh, relu]
              learning_rate: [0.05, 0.2]
              batch_size: [16, 32]
              epochs: 2
            """;

        private readonly TemporaryFolder _folder = new();

        public Quickstart()
        {
            CommandRun run = CommandRun.Of(
                "run", _folder.Write("quickstart.yaml", Experiment), "--results", Results, "--no-report");
            Assert.True(run.ExitCode == ExitCode.Done, run.Messages);
        }

        public string Root => _folder.Root;

        public string Results => _folder.Results;

        public void Dispose() => _folder.Dispose();
    }
}
