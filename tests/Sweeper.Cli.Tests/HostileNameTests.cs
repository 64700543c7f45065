using Spectre.Console;
using Sweeper.Cli.Progress;
using Sweeper.Cli.Tables;
using Sweeper.Cli.Terminals;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tests;

/// <summary>Names that give orders to a terminal.</summary>
public sealed class HostileNameTests
{
    private const string Hostile = "a\u001b[2Jb\u009bc\u202ed\u0007\r";
    private const string Shown = "a␛[2Jb\uFFFDc\uFFFDd␇␍";

    public static TheoryData<string[]> Commands =>
    [
        ["show", Hostile], ["trials", Hostile], ["run", Hostile], ["validate", Hostile], ["plan", Hostile],
        ["list", "--results", Hostile],
        ["list", "--format", Hostile], [Hostile], ["list", Hostile], ["data", "fetch", Hostile], ["query", Hostile],
        ["run", "x", "--set", Hostile],
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_HostileArgument_WritesNoControl(string[] arguments)
    {
        CommandRun run = CommandRun.Of(arguments);

        Assert.NotEqual(ExitCode.Done, run.ExitCode);
        Assert.NotEqual(ExitCode.Bug, run.ExitCode);
        Assert.DoesNotContain(
            run.Output + run.Messages.ReplaceLineEndings("\n"), c => c != '\n' && (char.IsControl(c) || c == '\u202e'));
    }

    [Fact]
    public void Error_OfANameWithALineEnd_IsOneLine()
    {
        CommandRun run = CommandRun.Of("run", "a\nerror: b.yaml");

        Assert.Contains("a␊error: b.yaml", Assert.Single(run.MessageLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Console_LinesAndDrawings_ShowPictures()
    {
        using var writer = new StringWriter();
        var console = new GuardedConsole(PlainConsole.Create(writer));

        console.Profile.Out.Writer.WriteLine(Hostile + "!");
        console.Profile.Out.Writer.Write(Hostile.ToCharArray());
        console.Profile.Out.Writer.WriteLine('!');
        console.Write(new Text(Hostile + "!\n"));
        console.Write(new Panel(Hostile.Replace("[", "[[", StringComparison.Ordinal)));
        TableWriter.Write(new ResultTable([new(Hostile)], [["x"]]), TableFormat.Table, console);

        string text = writer.ToString();
        Assert.Equal(2, text.Split($"{Shown}!").Length - 1);
        // Spectre takes a carriage return for the end of a line.
        Assert.Contains($"{Shown[..^1]}\n!", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("a␛[2Jb", text[text.LastIndexOf('!')..], StringComparison.Ordinal);
        Assert.DoesNotContain(text.ReplaceLineEndings("\n"), c => c != '\n' && (char.IsControl(c) || c == '\u202e'));
    }

    [Fact]
    public void Console_LineEndsOfCsv_Stay()
    {
        using var writer = new StringWriter();
        var lines = new HarmlessWriter(writer);

        lines.Write("a\r\nb\r");
        lines.Write("\nc\rd\r\n");

        Assert.Equal("a\r\nb\r\nc␍d\r\n", writer.ToString());
    }

    [Fact]
    public void Console_DataForOtherPrograms_IsAsItIs()
    {
        using var writer = new StringWriter();

        TableWriter.Write(
            new ResultTable([new("name")], [[Hostile]]), TableFormat.Csv, new GuardedConsole(PlainConsole.Create(writer)));

        Assert.Contains("a\u001b[2Jb\u009bc\u202ed\u0007", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void LiveProgress_HostileNote_ShowsPictures()
    {
        using var writer = new StringWriter();
        var console = new GuardedConsole(PlainConsole.Create(writer));
        SweepPlan plan = Sample.Plan();
        var progress = new SweepProgress(plan, [.. plan.Trials.Select(_ => TrialState.Waiting)], best: null);

        new LiveProgress(plan, progress, console, TimeProvider.System).During(() =>
        {
            progress.CheckpointRefused(plan.Trials[0], Hostile);
            return 0;
        });

        Assert.Contains($"starts from its beginning: {Shown[..^1]}", writer.ToString(), StringComparison.Ordinal);
    }
}
