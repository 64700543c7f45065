using Spectre.Console.Testing;
using Sweeper.Cli.Tables;

namespace Sweeper.Cli.Tests.Tables;

/// <summary>Lists in terminals of the usual widths.</summary>
public sealed class TableLayoutTests
{
    private static readonly string[] Hyperparameters =
        ["architecture", "learning_rate", "batch_size", "activation", "dropout", "label_smoothing", "weight_decay",
            "initializer"];

    private static readonly object?[] Row =
        [1, "completed", "256-128", 0.00553074, 64, "sigmoid", 0.4522, 0.05, 5.53074e-5, "glorot_uniform", 0.9407, 1.0636,
            0.8912, 1.1322, 4L];

    private static readonly ResultTable Trials = new(
        [
            new("rank"), new("state"), .. Hyperparameters.Select(h => new TableColumn(h)),
            Metric("validation_accuracy", 0), Metric("validation_loss", 5), Metric("test_accuracy", 1), Metric("test_loss", 3),
            new("best_epoch") { Dispensability = 2 },
        ],
        [Row, Row]) { MarkedRow = 0, Note = "* the best of all that were trained, by their validation accuracy." };

    public static TheoryData<int> Widths => [60, 80, 100, 120, 160];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Draw_AnyWidth_ShowsEveryHyperparameterAndBreaksNothing(int width)
    {
        string[] lines = Lines(Trials, width);

        Assert.All(lines, l => Assert.True(l.Length <= width, $"{l.Length}: {l}"));
        string[] words = [.. lines.SelectMany(l => l.Split([' ', '\u00a0'], StringSplitOptions.RemoveEmptyEntries))];
        Assert.All(new[] { "completed", "256-128", "0.005531", "64", "sigmoid", "0.4522", "0.05", "5.531e-05", "glorot_uniform",
            "94.07" }, v => Assert.Contains(v, words));
        string[] whole = [.. Trials.Columns.SelectMany(c => c.Header.Split(' '))];
        string[] heads = [.. lines.TakeWhile(l => !l.StartsWith('─'))
            .SelectMany(l => l.Split([' ', '─'], StringSplitOptions.RemoveEmptyEntries))];
        Assert.All(heads, h => Assert.True(whole.Contains(h)
            || (h.EndsWith('.') && whole.Any(w => w.StartsWith(h[..^1], StringComparison.Ordinal))), h));
    }

    [Fact]
    public void Draw_Narrower_LeavesOutMetricsBeforeHyperparametersAndSaysWhich()
    {
        Assert.DoesNotContain(Lines(Trials, 200), l => l.StartsWith("Not shown", StringComparison.Ordinal));
        Assert.Contains("Not shown for want of room: validation_loss, test_loss.", Lines(Trials, 120));
        Assert.Contains("validation_loss, test_accuracy, test_loss, best_epoch", string.Join(' ', Lines(Trials, 80)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_NeighboursOfAGroup_HaveItAboveThem()
    {
        var table = new ResultTable([new("n"), Metric("validation_accuracy", 0), Metric("validation_loss", 0),
            Metric("test_loss", 0)], [[1, 0.94, 1.06, 0.8]]);

        Assert.Equal(
            [
                "    ─ validation ──    test",
                " n  accuracy   loss    loss",
                "───────────────────────────",
                " 1   94.00 %  1.060  0.8000",
            ],
            Lines(table, 30).Select(l => l.Replace('\u00a0', ' ')));
        Assert.Equal(" n  validation accuracy  validation loss  test loss", Lines(table, 80)[0]);
    }

    [Fact]
    public void Draw_IndispensableColumnsWithoutRoom_AreBelowEachOtherWithTheFirstInEach()
    {
        string[] names = [.. Enumerable.Range(1, 12).Select(i => $"query_column_{i}")];
        string[] lines = Lines(new ResultTable([.. names.Select(n => new TableColumn(n) { Header = n })],
            [[.. names.Select((_, i) => (object?)$"value-{i}")]]), 40);

        Assert.All(lines, l => Assert.True(l.Length <= 40, l));
        Assert.All(names.Select((_, i) => $"value-{i}"), v => Assert.Contains(lines, l => l.Split(' ').Contains(v)));
        Assert.Equal(3, lines.Count(l => l.StartsWith(" value-0", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, l => l.StartsWith("Not shown", StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_LongTexts_AreBrokenBetweenWordsOnly()
    {
        const string Reason = "pruned after epoch 1 by the median rule: 20.00 % is below 45.00 %";
        string[] lines = Lines(new ResultTable([new("trial"), new("reason")], [[1, Reason]]), 40);

        Assert.All(lines, l => Assert.True(l.Length <= 40, l));
        string[] words = [.. lines[2..].SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Equal(["1", .. Reason.Split(' ')], words);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    public void Draw_NamesOfSixtyLetters_AreShortenedInOneTable(int width)
    {
        string name = string.Join('-', Enumerable.Repeat("letters", 8));
        TableColumn[] columns = [new("sweep") { HasShortValues = true }, new("state"), new("done"),
            new("metric") { HasShortValues = true }, new("objective")];
        string[] lines = Lines(
            new ResultTable(columns, [["short", "completed", 45, "loss", 0.5], [$"{name}-one", "completed", 45, "loss", 0.5],
                [$"{name}-two", "completed", 45, "loss", 0.5]]),
            width);

        Assert.All(lines, l => Assert.True(l.Length <= width, l));
        Assert.Equal(3, lines.Count(l => l.Contains("completed", StringComparison.Ordinal)));
        Assert.Contains(lines, l => l.StartsWith(" short ", StringComparison.Ordinal));
        Assert.Matches(@"^ letters[a-z-]*…[a-z-]*-one +completed +45 +loss +0\.5", lines.Single(l => l.Contains("-one ",
            StringComparison.Ordinal)));
        Assert.Contains(lines, l => l.Contains("-two ", StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_HeadsAndValuesOfSixtyLetters_AreToldApartByTheirEnds()
    {
        string name = string.Join('-', Enumerable.Repeat("letters", 8)), value = name.Replace('-', '_');
        TableColumn Trial(int number) =>
            new($"{name}/{number}") { Header = $"{name}/{number}", HasShortHeader = true, HasShortValues = true };
        string[] lines = Lines(
            new ResultTable([new(""), Trial(1), Trial(2)], [["choice", $"{value}_1", $"{value}_2"], ["rate", "0.1", "0.2"]]),
            60);

        Assert.All(lines, l => Assert.True(l.Length <= 60, l));
        Assert.Matches(@"^ +letters\S*…\S*/1 +letters\S*…\S*/2$", lines[0]);
        Assert.Matches(@"^ choice +letters\S*…\S*_1 +letters\S*…\S*_2$", lines[2]);
        Assert.Matches(@"^ rate +0\.1 +0\.2$", lines[3]);
    }

    [Fact]
    public void Draw_HeadOfAHyperparameterOfSixtyLetters_KeepsThreeLinesAndItsColumn()
    {
        string[] names =
            [.. new[] { "one", "two", "three" }.Select(n => $"{n}_of_the_names_that_have_as_many_as_sixty_letters_in_all")];
        string[] lines = Lines(
            new ResultTable([new("rank"), .. names.Select(TableColumn.OfHyperparameter)], [[1, 0.1, 0.2, 0.3]]), 60);

        Assert.All(lines, l => Assert.True(l.Length <= 60, l));
        Assert.Equal(5, lines.Length);
        Assert.Matches(@"^ +1 +0\.1 +0\.2 +0\.3$", lines[^1]);
        Assert.Equal(3, lines[..3].Sum(l => l.Count(c => c == '…')));
    }

    [Theory]
    [InlineData("a few words", 20, "a few words")]
    [InlineData("a few words", 6, "a few|words")]
    [InlineData("sweeps/a-name-of-letters", 12, "sweeps/a-|name-of-|letters")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("one\ntwo words", 5, "one|two|words")]
    public void LineBreaks_Text_BreaksWhereWordsEnd(string text, int width, string lines) =>
        Assert.Equal(lines, string.Join('|', LineBreaks.Of(text, width)));

    [Theory]
    [InlineData("architecture", 12, 9, "architecture")]
    [InlineData("architecture", 5, 9, "archit.")]
    [InlineData("architecture", 5, 6, "arch.")]
    [InlineData("validation accuracy", 7, 9, "valid.|accuracy")]
    [InlineData("best_validation_accuracy", 6, int.MaxValue, "best_|validation_|accuracy")]
    [InlineData("quickstart/17", 3, 6, "quickstart/17")]
    [InlineData("a b c d e f", 1, 9, "a b|c d|e f")]
    public void Wrap_Head_EndsLinesAndWordsWhereWordsEnd(string head, int width, int longestWord, string lines) =>
        Assert.Equal(lines, string.Join('|', HeadWords.Wrap(head, width, longestWord)));

    private static TableColumn Metric(string name, int dispensability) => TableColumn.OfMetric(
        name, value => Sweeper.Cli.Tables.TrialText.Metric(name, (double)value)) with { Dispensability = dispensability };

    private static string[] Lines(ResultTable table, int width)
    {
        using var console = new TestConsole();
        console.Profile.Width = width;
        TableWriter.Write(table, TableFormat.Table, console);
        return [.. console.Output.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0)];
    }
}
