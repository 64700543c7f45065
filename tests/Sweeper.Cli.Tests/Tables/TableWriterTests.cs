using Spectre.Console;
using Sweeper.Cli.Tables;

namespace Sweeper.Cli.Tests.Tables;

public sealed class TableWriterTests
{
    private static readonly ResultTable Table = new(
        [new("name"), new("best_trial"), new("share", value => $"{(double)value * 100} %")],
        [["first", 7, 0.25], ["second", 1234, null], [null, null, 0.5]]);

    [Fact]
    public void Write_Table_ShowsHeaderRowsAndMissingValues()
    {
        string[] lines = Lines(Table);

        Assert.Equal(5, lines.Length);
        Assert.Equal(["name", "best trial", "share"], Cells(lines[0]));
        Assert.Equal(["first", "7", "25 %"], Cells(lines[2]));
        Assert.Equal(["second", "1234", "–"], Cells(lines[3]));
        Assert.Equal(["–", "–", "50 %"], Cells(lines[4]));
    }

    [Fact]
    public void Write_Table_AlignsNumbersAtTheRightAndTextAtTheLeft()
    {
        string[] lines = Lines(Table);

        Assert.Equal(lines[0].IndexOf("best trial", StringComparison.Ordinal) + "best trial".Length, End(lines[2], "7"));
        Assert.Equal(End(lines[2], "7"), End(lines[3], "1234"));
        Assert.Equal(
            lines[2].IndexOf("first", StringComparison.Ordinal), lines[3].IndexOf("second", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_TextThatLooksLikeMarkup_IsShownAsItIs()
    {
        string[] lines = Lines(new ResultTable([new("[red]")], [["[bold]x[/]"], ["[unclosed"]]));

        Assert.Equal("[red]", lines[0].Trim());
        Assert.Equal(["[bold]x[/]", "[unclosed"], lines[2..].Select(l => l.Trim()));
    }

    [Fact]
    public void Write_DoublesAndBytes_AreShort()
    {
        string[] lines = Lines(new ResultTable([new("a"), new("b")], [[1.0 / 3, new byte[2000]]]));

        Assert.Equal(["0.3333", "2000 bytes"], Cells(lines[2]));
    }

    [Fact]
    public void Write_TableTooWideForItsTerminal_LeavesOutTheDispensableColumnsAndNamesThem()
    {
        var table = new ResultTable(
            [new("kept"), new("first_to_go") { Dispensability = 2 }, new("second_to_go") { Dispensability = 1 }],
            [["aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc"]]);

        string[] wide = PlainConsole.Lines(c => TableWriter.Write(table, TableFormat.Table, c), 60);
        string[] narrow = PlainConsole.Lines(c => TableWriter.Write(table, TableFormat.Table, c), 32);
        string[] narrowest = PlainConsole.Lines(c => TableWriter.Write(table, TableFormat.Table, c), 20);

        Assert.Equal(["kept", "first to go", "second to go"], Cells(wide[0]));
        Assert.Equal(["kept", "second to go"], Cells(narrow[0]));
        Assert.Contains("first_to_go.", string.Join(' ', narrow[3..]), StringComparison.Ordinal);
        Assert.Equal(["kept"], Cells(narrowest[0]));
        Assert.Contains("first_to_go", string.Join(' ', narrowest[3..]), StringComparison.Ordinal);
        Assert.Contains("second_to_go", string.Join(' ', narrowest[3..]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3_000)]
    public void Write_MarkedTableWhoseFirstColumnIsLeftOut_HasTheMarkInTheNextAndAligns(int rows)
    {
        var table = new ResultTable(
            [new("gone") { Dispensability = 1 }, new("kept"), new("last")],
            [.. Enumerable.Range(0, rows).Select(_ => (object?[])[new string('x', 40), "aaaaaaaaaa", "z"])]) { MarkedRow = 0 };

        string[] lines = PlainConsole.Lines(c => TableWriter.Write(table, TableFormat.Table, c), 35);

        Assert.StartsWith("* aaaaaaaaaa ", lines[2].TrimStart(), StringComparison.Ordinal);
        Assert.Equal(End(lines[2], "z"), End(lines[3], "z"));
    }

    [Fact]
    public void Write_TableOfVeryManyRows_IsALineForEachWithTheColumnsAligned()
    {
        var table = new ResultTable(
            [new("name"), new("best_trial"), new("dropped") { Dispensability = 1 }],
            [.. Enumerable.Range(1, 5_000)
                .Select(i => new object?[] { $"name {i % 7}", i % 1000 == 0 ? null : i, new string('x', 200) })]);

        string[] lines = PlainConsole.Lines(c => TableWriter.Write(table, TableFormat.Table, c), 80);

        Assert.Equal(["name", "best trial"], Cells(lines[0]));
        Assert.Equal(["name 1", "1"], Cells(lines[2]));
        Assert.Equal(["name 6", "–"], Cells(lines[1001]));
        Assert.Equal(End(lines[0], "best trial"), End(lines[4998], "4997"));
        Assert.Equal(5_003, lines.Length);
        Assert.Contains("dropped", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(30)]
    public void Write_TableWithoutColours_HasTheLookOfADrawnOne(int width)
    {
        using var drawn = new StringWriter();
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(drawn), Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        terminal.Profile.Width = width;
        TableWriter.Write(Table, TableFormat.Table, terminal);
        using var plain = new StringWriter();
        TableWriter.Write(Table, TableFormat.Table, PlainConsole.Create(plain, width));

        Assert.Equal(Trimmed(drawn), Trimmed(plain));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    public void Write_TextThatGivesOrdersToTheTerminal_IsShownAsPictures(int rows)
    {
        var table = new ResultTable([new("text")], [.. Enumerable.Repeat(new object?[] { "\u001b[2Jx\u009b1A" }, rows)]);

        string[] lines = Lines(table);

        Assert.Equal("␛[2Jx\uFFFD1A", lines[2].Trim());
        Assert.Equal(rows + 2, lines.Length);
    }

    [Fact]
    public void Write_WideCharacters_AreAlignedByTheirWidth()
    {
        string[] lines = Lines(new ResultTable([new("name"), new("n")], [["漢字", 1], ["abcd", 2]]));

        Assert.Equal(lines[2].IndexOf('1') + 2, lines[3].IndexOf('2'));
    }

    [Fact]
    public void Write_FormatsForPrograms_AreNeverWrapped()
    {
        string text = new('x', 500);
        var table = new ResultTable([new("text")], [[text]]);

        foreach (TableFormat format in new[] { TableFormat.Json, TableFormat.Csv })
        {
            string[] lines = PlainConsole.Lines(c => TableWriter.Write(table, format, c), 40);
            Assert.Contains(lines, l => l.Contains(text, StringComparison.Ordinal));
        }
    }

    private static string[] Lines(ResultTable table) => PlainConsole.Lines(c => TableWriter.Write(table, TableFormat.Table, c));

    private static string[] Trimmed(StringWriter written) => [.. written.ToString().Split('\n').Select(l => l.TrimEnd())];

    private static string[] Cells(string line) =>
        line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int End(string line, string text) => line.IndexOf(text, StringComparison.Ordinal) + text.Length;
}
