using System.Globalization;
using System.Security.Cryptography;
using Sweeper.Cli.Terminals;
using Sweeper.Sweeps.Durability;

namespace Sweeper.Cli.Tests;

/// <summary>The disk is full at the n-th step of a kind, for n until nothing is left to fail.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Experiment =
        """
        name: small
        dataset: {name: digits, train: 80, test: 40}
        parameters: {architecture: "4", learning_rate: [0.1, 0.2], batch_size: 16, epochs: 2}
        """;

    private const string Table =
        """
        SELECT t.number, t.seed, t.state, t.reason, t.best_epoch, t.objective, m.epoch, n.name, m.value
        FROM trials AS t JOIN metrics AS m ON m.trial_id = t.trial_id JOIN metric_names AS n ON n.metric_id = m.metric_id
        ORDER BY t.number, m.epoch, n.name
        """;

    private const int MoreThanThereAre = 1000;

    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public FullDiskTests() => _file = _folder.Write("small.yaml", Experiment);

    public static TheoryData<FileStep, bool> SomeFaults => new()
    {
        { FileStep.Write, true }, { FileStep.Rename, false },
    };

    public static TheoryData<FileStep, bool> Faults => new()
    {
        { FileStep.Open, false }, { FileStep.Open, true }, { FileStep.Write, false }, { FileStep.Write, true },
        { FileStep.Rename, false },
        { FileStep.Rename, true },
    };

    [Theory]
    [MemberData(nameof(SomeFaults))]
    public void Run_SomeStepFails_LosesNothingAndIsCarriedOnByTheSameCommand(FileStep step, bool isLasting) =>
        FailAt(step, isLasting, number => number * 3);

    [LongTheory]
    [MemberData(nameof(Faults))]
    public void Run_AnyStepFails_LosesNothingAndIsCarriedOnByTheSameCommand(FileStep step, bool isLasting) =>
        FailAt(step, isLasting, number => number + 1);

    [Fact]
    public void Pass_LastingFault_FailsFromThereOn()
    {
        var fault = new PlannedFault(FileStep.Rename, number: 2, isLasting: true);
        fault.Pass(FileStep.Write, "a");
        fault.Pass(FileStep.Rename, "a");
        Assert.False(fault.HasStruck);
        Assert.Throws<IOException>(() => fault.Pass(FileStep.Rename, "a"));
        Assert.Throws<IOException>(() => fault.Pass(FileStep.Rename, "a"));
    }

    public void Dispose() => _folder.Dispose();

    // Lets one step fail in each of several runs, until there is no such step any more; next gives from the number of the step
    // that failed last that of the next.
    private void FailAt(FileStep step, bool isLasting, Func<int, int> next)
    {
        Run("undisturbed", ExitCode.Done);
        string expected = Everything("undisturbed");
        int number = 1;
        for (bool struck = true; struck && number < MoreThanThereAre; number = struck ? next(number) : number)
        {
            string results = string.Create(CultureInfo.InvariantCulture, $"{step}-{number}");
            var fault = new PlannedFault(step, number, isLasting);
            CommandRun run = null!;
            fault.During(() => run = CommandRun.Of("run", _file, "--results", Path.Combine(_folder.Root, results)));
            struck = fault.HasStruck;
            if (struck)
                AssertSaysSo(run, results);
            else
                Assert.True(run.ExitCode == ExitCode.Done, run.Messages);

            Run(results, ExitCode.Done);
            Assert.Equal(expected, Everything(results));
        }

        // Besides the lock, its owner's name, the database, two models and the report.
        Assert.InRange(number, 4, MoreThanThereAre - 1);
    }

    private void AssertSaysSo(CommandRun run, string results)
    {
        Assert.True(run.ExitCode == ExitCode.WrongEnvironment, $"{results}: {run.ExitCode}\n{run.Messages}");
        string line = Assert.Single(run.MessageLines, l => l.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Contains(Path.Combine(_folder.Root, results), line, StringComparison.Ordinal);
        Assert.True(
            line.Contains("is full", StringComparison.Ordinal) || line.Contains("No space left", StringComparison.Ordinal),
            line);
        Assert.DoesNotContain("   at ", run.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("failed:", run.Messages, StringComparison.Ordinal);
    }

    private CommandRun Run(string results, int exitCode)
    {
        CommandRun run = CommandRun.Of("run", _file, "--results", Path.Combine(_folder.Root, results));
        Assert.True(run.ExitCode == exitCode, $"{results}: {run.ExitCode}\n{run.Messages}");
        return run;
    }

    /// <summary>Every metric and the checksums of every file but the database, whose pages may lie differently.</summary>
    private string Everything(string results)
    {
        string folder = Path.Combine(_folder.Root, results);
        CommandRun query = CommandRun.Of("query", Table, "--format", "csv", "--results", folder);
        string[] files = Directory.GetFiles(Path.Combine(folder, "small"), "*", SearchOption.AllDirectories);
        IEnumerable<string> contents = files.Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetRelativePath(folder, f)} {HashOf(f)}");
        return $"{query.Output}\n{string.Join('\n', contents)}";

        static string HashOf(string file) => file.EndsWith(".html", StringComparison.Ordinal)
            ? ""
            : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
    }
}
