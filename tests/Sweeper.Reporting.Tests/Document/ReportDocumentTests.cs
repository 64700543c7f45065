using AngleSharp.Dom;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Tests.Document;

public sealed class ReportDocumentTests
{
    private static readonly SearchSpace Nothing = new() { Hyperparameters = [] };
    private static readonly SearchSpace Rates = new() { Hyperparameters = [new Hyperparameter { Name = "rate", Values = [0.1, 0.2] }] };

    [Fact]
    public async Task Render_EveryChart_HasATableBesideItOrSaysWhereItIs()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        IHtmlCollection<IElement> charts = page.QuerySelectorAll("svg.chart");
        Assert.Equal(17, charts.Length);
        Assert.All(charts, c => Assert.True(
            c.Closest("figure")!.QuerySelector(".table-of-chart tbody tr") is not null
            || c.Closest("section")!.Read().Contains("The leaderboard has the same values as a table", StringComparison.Ordinal),
            c.QuerySelector("title")!.TextContent));
    }

    [Fact]
    public async Task Header_Grid_SaysWhatCameOut()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        Assert.Equal("digits-grid", page.QuerySelector("h1")!.Read());
        Assert.Equal(
            "Best is trial 15 with 92.98 % validation accuracy at architecture 128, activation relu, learning_rate 0.2, batch_size 32. "
            + "The sweep has 24 trials: 22 completed (2 stopped early), 1 diverged, 1 failed.",
            page.QuerySelector(".outcome")!.Read());
        Assert.Empty(page.QuerySelectorAll(".caution"));
    }

    [Fact]
    public async Task Header_InterruptedSweep_SaysSo()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Nothing,
            [SampleTrial.Waiting(1, HyperparameterValues.Empty)],
            s => s with { State = SweepState.Interrupted, Reason = "Ctrl-C was pressed", EndedAt = null }));

        Assert.Equal(
            "No trial has a result yet. The sweep has 1 trial: 1 waiting; it is interrupted: Ctrl-C was pressed.",
            page.QuerySelector(".outcome")!.Read());
    }

    [Theory]
    [InlineData("test_accuracy", "validation_loss", 1)]
    [InlineData("validation_accuracy", "test_loss", 1)]
    [InlineData("test_accuracy", "test_loss", 2)]
    [InlineData("validation_accuracy", "validation_loss", 0)]
    public async Task Header_ChoiceOnTheTestSet_IsCautioned(string objective, string monitor, int cautions)
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Nothing,
            [SampleTrial.Scored(1, HyperparameterValues.Empty, 0.9)],
            s => s with { Objective = new Objective(objective, Goal.Maximize), EarlyStopping = s.EarlyStopping! with { Monitor = monitor } }));

        Assert.Equal(cautions, page.QuerySelectorAll(".caution").Length);
    }

    [Fact]
    public async Task Setup_Grid_ListsProvenance()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        Dictionary<string, string> facts = page.QuerySelectorAll("#setup dt").ToDictionary(e => e.Read(), e => e.NextElementSibling!.Read());
        Assert.Equal("maximize validation_accuracy", facts["Objective"]);
        Assert.Equal("0.05 0.2", facts["learning_rate"]);
        Assert.Equal("cross_entropy", facts["loss"]);
        Assert.Equal("sha256 9f2c41d0", facts["Checksum"]);
        Assert.Equal("5d41402abc4b2a76b9719d911017c592ae7e2f01", facts["Commit"]);
        Assert.Equal("AMD EPYC 9354, 512-bit vectors; 2 cores", facts["Processor"]);
        Assert.Equal("2025-03-14 08:26 UTC", facts["Started"]);
        Assert.StartsWith("1 m 20 s; ", facts["Duration"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaderboard_Grid_RanksAndEndsWithFailures()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        IElement[] rows = [.. page.QuerySelectorAll("#leaderboard tbody tr")];
        Assert.Equal(24, rows.Length);
        Assert.Equal("best", rows[0].ClassName);
        Assert.Equal(
            ["1", "15", "128", "relu", "0.2", "32", "92.98 %", "", "0.0942", "97.21 %", "0.2588", "92.68 %", "13", "17", "10 s", "stopped early"],
            rows[0].Children.Select(c => c.Read()));
        Assert.Equal(["22", "23"], rows[^2..].Select(r => r.QuerySelector("th")!.Read()));
        Assert.Contains("the training loss became NaN in epoch 3", rows[^2].Read(), StringComparison.Ordinal);
        Assert.EndsWith("failed", rows[^1].Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaderboard_EveryRow_FillsEveryColumn()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        int columns = page.QuerySelectorAll("#leaderboard thead th").Length;
        Assert.All(
            page.QuerySelectorAll("#leaderboard tbody tr"),
            r => Assert.Equal(columns, r.Children.Sum(c => int.Parse(c.GetAttribute("colspan") ?? "1"))));
    }

    [Fact]
    public async Task Leaderboard_MoreThanAHundredTrials_ShowsTheBestHundredAndSaysSo()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Nothing, Enumerable.Range(1, 250).Select(n => SampleTrial.Scored(n, HyperparameterValues.Empty, n / 1000.0))));

        Assert.Equal(100, page.QuerySelectorAll("table.leaderboard tbody tr").Length);
        Assert.StartsWith("The best 100 of 250 trials", page.QuerySelector("#leaderboard .note")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaderboard_Repeats_HaveAColumn()
    {
        SampleTrial second = SampleTrial.Scored(2, HyperparameterValues.Empty, 0.8);

        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Nothing, [SampleTrial.Scored(1, HyperparameterValues.Empty, 0.9), second with { Record = second.Record with { Repeat = 2 } }]));

        Assert.Contains(page.QuerySelectorAll("#leaderboard th"), e => e.Read() == "Repeat");
    }

    [Fact]
    public async Task Heatmap_Grid_PrintsValuesInCells()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        IElement chart = page.QuerySelector("#heatmap svg")!;
        Assert.Equal(["74.10 %", "86.37 %", "88.41 %", "92.18 %"], chart.QuerySelectorAll(".cell .value").Select(e => e.Read()));
        Assert.Equal("92.18 %", chart.QuerySelector(".cell.marked .value")!.Read());
        Assert.Contains("mean over 5 to 6 trials per cell", page.QuerySelector("#heatmap .note")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_Grid_NamesTheMostConfusedPair()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        Assert.StartsWith("4 read as 9, 13 times", page.QuerySelector("#best .confused li")!.Read(), StringComparison.Ordinal);
        Assert.Contains("stopped early: validation_loss did not improve", page.QuerySelector("#best")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_BrokenConfusionMatrix_IsMentioned()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Nothing, [SampleTrial.Scored(1, HyperparameterValues.Empty, 0.9)], confusion: "{"u8.ToArray()));

        Assert.Contains("cannot be read", page.QuerySelector("#best")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_NoTrialDone_HasOnlyWhatIsKnown()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Rates, Rates.Hyperparameters[0].Values.Select((v, i) => SampleTrial.Waiting(i + 1, HyperparameterValues.Empty.With("rate", v)))));

        Assert.Equal(["setup", "leaderboard", "experiment"], page.QuerySelectorAll("main > section").Select(s => s.Id));
    }

    [Fact]
    public async Task Render_OneTrialThatIsNoNetwork_ShowsItsMetrics()
    {
        SampleTrial trial = SampleTrial.Scored(1, HyperparameterValues.Empty, 12.5, "reward") with
        {
            Epochs = [SampleCurves.Of(1, ("reward", 3)), SampleCurves.Of(2, ("reward", 12.5))],
        };

        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Nothing, [trial], s => s with { Objective = new Objective("reward", Goal.Maximize), EarlyStopping = null }));

        Assert.Equal(["setup", "leaderboard", "curves", "best", "time", "experiment"], page.QuerySelectorAll("main > section").Select(s => s.Id));
        Assert.Contains("12.50 reward", page.QuerySelector(".outcome")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_OneSweptHyperparameter_ShowsDots()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Rates,
            Rates.Hyperparameters[0].Values.Select((v, i) =>
                SampleTrial.Scored(i + 1, HyperparameterValues.Empty.With("rate", v), 0.9 + 0.01 * i))));

        Assert.Equal(2, page.QuerySelectorAll("#slices circle.dot").Length);
        Assert.Null(page.QuerySelector("#heatmap"));
    }

    [Fact]
    public async Task Render_ManyHyperparameters_StaysTidy()
    {
        SearchSpace space = new()
        {
            Hyperparameters = [.. Enumerable.Range(0, 12).Select(i => new Hyperparameter { Name = $"h{i}", Values = [1, 2] })],
        };
        var random = new Random(3);

        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(space, Enumerable.Range(1, 60).Select(n => SampleTrial.Scored(
            n,
            new HyperparameterValues(space.Hyperparameters.Select(h => KeyValuePair.Create(h.Name, (HyperparameterValue)random.Next(1, 3)))),
            random.NextDouble()))));

        Assert.Equal(6, page.QuerySelectorAll("#heatmap svg").Length);
    }

    [Fact]
    public async Task Render_NotFiniteEverywhere_WritesNoNaNCoordinate()
    {
        SampleTrial trial = SampleTrial.Scored(1, HyperparameterValues.Empty.With("rate", 0.1), double.PositiveInfinity) with
        {
            Epochs =
            [
                SampleCurves.Of(1, ("train_loss", double.NaN), ("validation_loss", double.PositiveInfinity)),
                SampleCurves.Of(2, ("train_loss", 1), ("validation_loss", -1e308)),
                SampleCurves.Of(3, ("train_loss", 1), ("validation_loss", 1e308)),
            ],
        };

        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(Rates, [trial]));

        Assert.All(
            page.QuerySelectorAll("svg *").SelectMany(e => e.Attributes),
            a => Assert.DoesNotMatch("NaN|Infinity|∞", a.Value));
    }
}
