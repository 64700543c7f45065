using Sweeper.Cli.Terminals;
using Sweeper.Storage;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tests;

/// <summary>Standard output or standard error cannot be written, from the beginning or from some place on.</summary>
[Collection(SharedTinySweep.Name)]
public sealed class BrokenOutputTests(TinySweep sweep) : IDisposable
{
    private const string Lost =
        "error: standard output cannot be written: No space left on device. What is missing there is lost.";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Commands =>
    [
        "list", "list --format json", "trials tiny", "trials tiny --format csv", "show tiny", "show tiny/1 --format json",
        "compare tiny/1 tiny/2",
        "query --schema", "export tiny", "export tiny --epochs --format json", "report tiny", "figures tiny", "evaluate tiny/1",
        "verify tiny/1",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_OutputOnAFullDisk_IsALineAndAnExitCode(string command) =>
        AssertTellsLoss([.. command.Split(' '), "--results", sweep.Results]);

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("list --help")]
    [InlineData("schema")]
    [InlineData("data list")]
    public void Command_WithoutResultsAndOutputOnAFullDisk_IsALineAndAnExitCode(string command) =>
        AssertTellsLoss(command.Split(' '));

    [Theory]
    [InlineData("plan")]
    [InlineData("validate")]
    public void Command_OfAFileAndOutputOnAFullDisk_IsALineAndAnExitCode(string command) =>
        AssertTellsLoss(command, _folder.Write("tiny.yaml", TinyExperiment.Grid));

    [Fact]
    public void Run_NothingCanBeWritten_TrainsEverything() => RunWith(room: 0);

    [LongTheory]
    [InlineData(1)]
    [InlineData(150)]
    public void Run_LittleCanBeWritten_TrainsEverything(int room) => RunWith(room);

    private void RunWith(int room)
    {
        int exitCode = Run(
            new FailingWriter(room),
            new FailingWriter(room),
            "run",
            _folder.Write("tiny.yaml", TinyExperiment.Grid),
            "--results",
            _folder.Results);

        Assert.Equal(ExitCode.WrongEnvironment, exitCode);
        AssertIsComplete();
    }

    [Fact]
    public void Run_OutputOnAFullDisk_SaysThatTheResultsAreThere()
    {
        using var messages = new StringWriter();

        int exitCode = Run(
            new FailingWriter(), messages, "run", _folder.Write("tiny.yaml", TinyExperiment.Grid), "--results", _folder.Results);

        Assert.Equal(ExitCode.WrongEnvironment, exitCode);
        Assert.EndsWith(
            $"{Lost} The results folder has everything that was trained.\n",
            messages.ToString().ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        AssertIsComplete();
    }

    [Fact]
    public void Run_MessagesOnAFullDisk_IsDoneAndSaysSoInTheOutput()
    {
        using var output = new StringWriter();

        int exitCode = Run(
            output,
            new FailingWriter(),
            "run",
            _folder.Write("tiny.yaml", TinyExperiment.Grid),
            "--results",
            _folder.Results,
            "--plain");

        Assert.Equal(ExitCode.Done, exitCode);
        Assert.EndsWith(
            "Standard error cannot be written: No space left on device. What is missing there is lost. "
            + "The results folder has everything that was trained.\n",
            output.ToString().ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        AssertIsComplete();
    }

    [Theory]
    [InlineData(ExitCode.WrongInput, "nonsense")]
    [InlineData(ExitCode.WrongInput, "run", "no-such.yaml")]
    [InlineData(ExitCode.Done, "schema")]
    public void Command_MessagesOnAFullDisk_EndsAsItWouldHave(int exitCode, params string[] arguments)
    {
        using var output = new StringWriter();

        Assert.Equal(exitCode, Run(output, new FailingWriter(), arguments));
        Assert.DoesNotContain("cannot be written", arguments[0] == "run" ? "" : output.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static int Run(TextWriter output, TextWriter messages, params string[] arguments) => SweeperCommandLine.Run(
        arguments, new CommandContext(PlainConsole.Create(output), PlainConsole.Create(TextWriter.Synchronized(messages)),
            TimeProvider.System));

    private static void AssertTellsLoss(params string[] arguments)
    {
        using var messages = new StringWriter();

        int exitCode = Run(new FailingWriter(), messages, arguments);

        Assert.Equal(ExitCode.WrongEnvironment, exitCode);
        Assert.EndsWith($"{Lost}\n", messages.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", messages.ToString(), StringComparison.Ordinal);
    }

    private void AssertIsComplete()
    {
        using var reader = SqliteSweepReader.Open(_folder.Results);
        SweepRecord record = Assert.Single(reader.ReadSweeps());
        Assert.Equal(SweepState.Completed, record.State);
        Assert.All(reader.ReadTrials(record), t => Assert.Equal(TrialState.Completed, t.State));
        Assert.True(File.Exists(Path.Combine(_folder.Results, "tiny", "report.html")));
    }
}
