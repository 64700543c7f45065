using System.CommandLine.Parsing;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Tests;

public sealed class SweeperCommandLineTests
{
    private const string AllCommands =
        "run, finish, validate, plan, schema, try, list, trials, show, compare, suggest, import, note, rename, delete, "
        + "query, export, report, figures, evaluate, predict, dashboard, stop, merge, verify, models, data";

    private static readonly string[] Commands = ["run", "validate", "plan", "schema", "list", "trials", "show", "compare",
        "suggest", "query", "export", "report", "figures"];

    private const string Count = "it must be a whole number from 1 to 2147483647.";

    public static TheoryData<string> CommandNames => [.. Commands];

    [Theory]
    [MemberData(nameof(CommandNames))]
    public void Run_HelpOfACommand_EndsWithAnExampleThatParses(string command)
    {
        CommandRun help = CommandRun.Of(command, "--help");

        Assert.Equal((ExitCode.Done, ""), (help.ExitCode, help.Messages));
        Assert.Equal("Example:", help.OutputLines[^2]);
        string example = help.OutputLines[^1];
        Assert.StartsWith($"  sweeper {command}", example, StringComparison.Ordinal);
        CommandRun run = CommandRun.Of([.. CommandLineParser.SplitCommandLine(example).Skip(1)]);
        Assert.DoesNotContain("--help", run.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Run_Help_NamesEveryCommandAndEndsWithAnExample(string option)
    {
        CommandRun help = CommandRun.Of(option);

        Assert.Equal(ExitCode.Done, help.ExitCode);
        Assert.All(Commands, command =>
            Assert.Contains(help.OutputLines, l => l.StartsWith($"  {command} ", StringComparison.Ordinal)));
        Assert.Equal("  sweeper run experiments/quickstart.yaml", help.OutputLines[^1]);
    }

    public static TheoryData<string, string, string> WrongArguments => new()
    {
        { "trials x --top 0", $"--top is '0'; {Count}", "sweeper trials" },
        { "trials x --top abc", $"--top is 'abc'; {Count}", "sweeper trials" },
        { "trials x --top 99999999999", $"--top is '99999999999'; {Count}", "sweeper trials" },
        { "run x --parallel -2", $"--parallel is '-2'; {Count}", "sweeper run" },
        { "run x --parallel two", $"--parallel is 'two'; {Count}", "sweeper run" },
        { "list --format xml", "--format is 'xml'; it must be table, json or csv.", "sweeper list" },
        { "list --format", "Required argument missing for option: '--format'.", "sweeper list" },
        { "export x --format table", "--format is 'table'; it must be csv, json or parquet.", "sweeper export" },
        { "trials x --by trials", "--by is 'trials'; it must be trial or cell.", "sweeper trials" },
        { "figures x --pictures gif", "--pictures is 'gif'; it must be svg, png or pdf.", "sweeper figures" },
        { "figures x --width wide", "--width is 'wide'; it must be a number from 200 to 10000.", "sweeper figures" },
        { "figures x --scale 0", "--scale is '0'; it must be a number from 0.1 to 20.", "sweeper figures" },
        { "figures x --font a\"b",
            "--font is 'a\"b'; it must be the name of a font, of letters, digits, spaces, '-', '_' and '.'.",
            "sweeper figures" },
        { "query x --timeout 0", "--timeout is '0'; it must be a number of seconds above 0.", "sweeper query" },
        { "list --nonsense", "Unrecognized command or argument '--nonsense'.", "sweeper list" },
        { "run", "Required argument 'FILE' missing for command: 'run'.", "sweeper run" },
        { "run a.yaml b.yaml", "Unrecognized command or argument 'b.yaml'.", "sweeper run" },
        { "validate", "Required argument 'FILE' missing for command: 'validate'.", "sweeper validate" },
        { "lst", $"there is no command 'lst'; there are: {AllCommands}", "sweeper" },
        { "", $"which command? There are: {AllCommands}", "sweeper" },
    };

    [Theory]
    [MemberData(nameof(WrongArguments))]
    public void Run_WrongArguments_IsALineOfErrorAndAPointerToTheHelp(string arguments, string error, string command)
    {
        CommandRun run = CommandRun.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        Assert.Equal([$"error: {error}", $"Try '{command} --help'."], run.MessageLines);
    }

    [Fact]
    public void Run_SeveralWrongArguments_ReportsEach()
    {
        CommandRun run = CommandRun.Of("trials", "x", "--top", "0", "--format", "xml");

        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.Equal(2, run.MessageLines.Count(l => l.StartsWith("error: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Run_ExpectedFailure_IsOneLineWithoutAStackTrace()
    {
        CommandRun run = CommandRun.Of("run", "no-such.yaml");

        Assert.Equal((ExitCode.WrongInput, ""), (run.ExitCode, run.Output));
        string line = Assert.Single(run.MessageLines);
        Assert.StartsWith("error: there is no experiment file 'no-such.yaml'", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ExpectedFailureWithVerbose_ShowsTheStackTraceBelow()
    {
        CommandRun run = CommandRun.Of("run", "no-such.yaml", "--verbose");

        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.StartsWith("error: there is no experiment file 'no-such.yaml'", run.MessageLines[0], StringComparison.Ordinal);
        Assert.Contains(run.MessageLines[1..], l => l.StartsWith("   at Sweeper.", StringComparison.Ordinal));
        Assert.Contains("FileNotFoundException", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EnvironmentFailure_HasAnExitCodeOfItsOwn()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("in-the-way", "not a folder");

        CommandRun run = CommandRun.Of("run", folder.Write("tiny.yaml", TinyExperiment.Single), "--results", file);

        Assert.Equal(ExitCode.WrongEnvironment, run.ExitCode);
        string line = Assert.Single(run.MessageLines);
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains("in-the-way", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Bug_KeepsItsStackTraceAndHasAnExitCodeOfItsOwn()
    {
        using var folder = new TemporaryFolder();
        using var messages = new StringWriter();
        string file = folder.Write("tiny.yaml", TinyExperiment.Single);
        var context = new CommandContext(
            PlainConsole.Create(new BrokenWriter()), PlainConsole.Create(messages), TimeProvider.System);

        int exitCode = SweeperCommandLine.Run(["validate", file], context);

        Assert.Equal(ExitCode.Bug, exitCode);
        string text = messages.ToString();
        Assert.StartsWith("error: a bug in Sweeper: System.ArithmeticException", text, StringComparison.Ordinal);
        Assert.Contains("   at Sweeper.Cli.", text, StringComparison.Ordinal);
    }
}
