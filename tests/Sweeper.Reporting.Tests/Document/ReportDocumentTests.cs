using AngleSharp.Dom;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests.Document;

public sealed class ReportDocumentTests
{
    private static readonly SearchSpace Nothing = new() { Hyperparameters = [] };
    private static readonly SearchSpace Rates = new() { Hyperparameters = [new Hyperparameter { Name = "rate",
        Values = [0.1, 0.2] }] };

    [Fact]
    public async Task Render_EveryChart_HasATableBesideItOrSaysWhereItIs()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        IHtmlCollection<IElement> charts = page.QuerySelectorAll("svg.chart");
        Assert.Equal(19, charts.Length);
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
            "Best is trial 15 with 92.98 % validation accuracy at architecture 128, activation relu, learning_rate 0.2, "
            + "batch_size 32. "
            + "The sweep has 24 trials: 22 completed (2 stopped early), 1 diverged, 1 failed.",
            page.QuerySelector(".outcome")!.Read());
        Assert.Empty(page.QuerySelectorAll(".caution"));
    }

    [Fact]
    public async Task Header_TrialsTiedForTheBest_AreNamedWithTheTieBreak()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Rates, Enumerable.Range(1, 9).Select(n => SampleTrial.Scored(n, HyperparameterValues.Empty.With("rate", n),
                n % 2 == 0 ? 0.55 : 0.5))));

        Assert.StartsWith(
            "4 trials tie for the best with 55.00 % validation accuracy: 2, 4, 6 and 8. Of equal trials the lowest number comes "
            + "first, so trial 2 stands for them: rate 2. ",
            page.QuerySelector(".outcome")!.Read(), StringComparison.Ordinal);
        Assert.Equal("2", Assert.Single(page.QuerySelectorAll("table.leaderboard tr.best")).GetAttribute("data-trial"));
    }

    [Fact]
    public async Task Header_AccuracyMeasuredOnce_SaysHowFinely()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Rates,
            Rates.Hyperparameters[0].Values.Select((v, i) => SampleTrial.Scored(i + 1,
                HyperparameterValues.Empty.With("rate", v), 0.95 - (0.05 * i))),
            s => s with { Facts = [KeyValuePair.Create("validation", "20 images held out of the training set")] }));

        Assert.Equal(
            "Measured once: one of the 20 validation images is 5 points, and the 95 % interval of 95.00 % is 76.39 … 99.11 %. "
            + "1 other trial lies within it.",
            page.QuerySelector(".resolution")!.Read());
    }

    [Fact]
    public async Task Header_PrunedBest_SaysSo()
    {
        SampleTrial pruned = SampleTrial.Scored(1, HyperparameterValues.Empty, 0.9);

        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Nothing, [pruned with { Record = pruned.Record with { State = TrialState.Pruned, LastEpoch = 5 } }]));

        Assert.Contains("It was pruned after epoch 5 of 20", page.QuerySelector(".outcome")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_ValuesDrawnFromARange_SaysWhatWasAskedAndNotWhatWasDrawn()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Rates,
            Rates.Hyperparameters[0].Values.Select((v, i) => SampleTrial.Scored(i + 1,
                HyperparameterValues.Empty.With("rate", v), 0.9)),
            s => s with { Facts = [new("method", "random, at most 2 trials"), new("rate drawn from", "0.001 to 1, log-uniform"),
                new("dataset", "digits")] }));

        Dictionary<string, string> asked = page.QuerySelectorAll("#setup dt")
            .ToDictionary(e => e.Read(), e => e.NextElementSibling!.Read());
        Assert.Equal("random, at most 2 trials", asked["Method"]);
        Assert.Equal("0.001 to 1, log-uniform", asked["rate"]);
        Assert.Equal("Dataset", page.QuerySelector("#provenance dt")!.Read());
        Assert.DoesNotContain("drawn from", page.QuerySelector("#provenance")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaderboard_ColumnsThatSayTheSameInEveryRow_AreLeftOutAndSaidOnce()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            new SearchSpace { Hyperparameters = [.. Rates.Hyperparameters,
                new Hyperparameter { Name = "kind", Values = ["a", "b"] }] },
            Rates.Hyperparameters[0].Values.Select((v, i) =>
                SampleTrial.Scored(i + 1, HyperparameterValues.Empty.With("rate", v).With("kind", "a"), 0.9 + (0.01 * i)))));

        Assert.Equal(["Rank", "Trial", "Validation accuracy", "rate", "Time"],
            page.QuerySelectorAll("table.leaderboard th[scope=col]").Select(h => h.Read()));
        Assert.EndsWith(
            "The same in every row: kind a, best epoch 20, epochs 20, state completed.",
            page.QuerySelector("#leaderboard .note")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaderboard_LongNumbers_HaveFourDigitsAndAllOnPointing()
    {
        SearchSpace space = new() { Hyperparameters = [new Hyperparameter { Name = "rate",
            Values = [0.0603499097344227, 0.5] }] };
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            space, space.Hyperparameters[0].Values.Select((v, i) => SampleTrial.Scored(i + 1,
                HyperparameterValues.Empty.With("rate", v), 0.9 - (0.1 * i)))));

        IElement cell = page.QuerySelector("table.leaderboard tbody tr")!.Children[3];
        Assert.Equal(("0.06035", "0.0603499097344227"), (cell.Read(), cell.GetAttribute("title")));
    }

    [Fact]
    public async Task Leaderboard_UnrankedTrialWithoutMetricColumns_SaysWhyBesideItsState()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Rates,
            [
                SampleTrial.Scored(1, HyperparameterValues.Empty.With("rate", 0.1), 0.9),
                SampleTrial.Ended(2, HyperparameterValues.Empty.With("rate", 0.2), TrialState.Failed, "not enough memory", []),
            ]));

        Assert.Equal("failed not enough memory", page.QuerySelectorAll("table.leaderboard tbody tr")[1].Children[^1].Read());
    }

    [Fact]
    public async Task Best_FixedHyperparameters_AreFoldedBehindThoseThatVary()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        IElement settings = page.QuerySelector("#best .columns > div")!;
        Assert.Equal(["architecture", "activation", "learning_rate", "batch_size"],
            settings.QuerySelectorAll("div > dl > dt").Select(e => e.Read()));
        Assert.Equal("4 fixed hyperparameters", settings.QuerySelector("details summary")!.Read());
        Assert.Equal(["loss", "optimizer", "epochs", "weight_decay"],
            settings.QuerySelectorAll("details dt").Select(e => e.Read()));
    }

    [Fact]
    public async Task Render_NumericValuesInAnyOrder_AscendEverywhere()
    {
        SearchSpace space = new()
        {
            Hyperparameters =
            [
                new Hyperparameter { Name = "dropout", Values = [0.5, 0.2, 0.3] },
                    new Hyperparameter { Name = "kind", Values = ["b", "a"] },
            ],
        };
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            space,
            space.Hyperparameters[0].Values.SelectMany(d => space.Hyperparameters[1].Values, (d, k) => (d, k)).Select((v, i) =>
                SampleTrial.Scored(i + 1, HyperparameterValues.Empty.With("dropout", v.d).With("kind", v.k),
                    0.5 + (i / 100.0)))));

        Assert.Equal(["0.2", "0.3", "0.5"],
            page.QuerySelectorAll("#setup .values")[0].QuerySelectorAll(".value").Select(e => e.Read()));
        Assert.Equal(["b", "a"], page.QuerySelectorAll("#setup .values")[1].QuerySelectorAll(".value").Select(e => e.Read()));
        IElement map = page.QuerySelector("#heatmap .table-of-chart table")!;
        string[] heads = [.. map.QuerySelectorAll("th").Select(e => e.Read())];
        Assert.Equal(["0.2", "0.3", "0.5"], heads.Where(h => h.StartsWith("0.", StringComparison.Ordinal)));
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
            s => s with { Objective = new Objective(objective, Goal.Maximize),
                EarlyStopping = s.EarlyStopping! with { Monitor = monitor } }));

        Assert.Equal(cautions, page.QuerySelectorAll(".caution").Length);
    }

    [Fact]
    public async Task Setup_Grid_ListsProvenance()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        Dictionary<string, string> facts = page.QuerySelectorAll("#setup dt, #provenance dt")
            .ToDictionary(e => e.Read(), e => e.NextElementSibling!.Read());
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
            ["1", "15", "92.98 %", "", "128", "relu", "0.2", "32", "0.09416", "97.21 %", "0.2588", "92.68 %", "13", "17", "10 s",
                "stopped early"],
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
        Assert.StartsWith("The best 100 of 250 trials", page.QuerySelector("#leaderboard .note.of-trials")!.Read(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaderboard_Repeats_HaveAColumn()
    {
        SampleTrial second = SampleTrial.Scored(2, HyperparameterValues.Empty, 0.8);

        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Nothing, [SampleTrial.Scored(1, HyperparameterValues.Empty, 0.9),
                second with { Record = second.Record with { Repeat = 2 } }]));

        Assert.Contains(page.QuerySelectorAll("#leaderboard th"), e => e.Read() == "Repeat");
    }

    [Fact]
    public async Task Heatmap_Grid_PrintsValuesInCells()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        IElement chart = page.QuerySelector("#heatmap svg")!;
        Assert.Equal(["74.10 %", "86.37 %", "88.41 %", "92.18 %"], chart.QuerySelectorAll(".cell .value").Select(e => e.Read()));
        Assert.Equal("92.18 %", chart.QuerySelector(".cell.marked .value")!.Read());
        Assert.Contains("mean over 5 to 6 trials per cell", page.QuerySelector("#heatmap .note")!.Read(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_Grid_NamesTheMostConfusedPair()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        Assert.StartsWith("4 read as 9, 13 times", page.QuerySelector("#best .confused li")!.Read(), StringComparison.Ordinal);
        Assert.Contains("stopped early: validation_loss did not improve", page.QuerySelector("#best")!.Read(),
            StringComparison.Ordinal);
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
            Rates, Rates.Hyperparameters[0].Values.Select((v, i) => SampleTrial.Waiting(i + 1,
                HyperparameterValues.Empty.With("rate", v)))));

        Assert.Equal(["setup", "leaderboard", "experiment", "provenance"],
            page.QuerySelectorAll("main section").Select(s => s.Id));
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

        Assert.Equal(["curves", "setup", "leaderboard", "best", "time", "experiment", "provenance"],
            page.QuerySelectorAll("main section").Select(s => s.Id));
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

        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(space,
            Enumerable.Range(1, 60).Select(n => SampleTrial.Scored(
            n,
            new HyperparameterValues(space.Hyperparameters.Select(h => KeyValuePair.Create(h.Name,
                (HyperparameterValue)random.Next(1, 3)))),
            random.NextDouble()))));

        Assert.Single(page.QuerySelectorAll("#heatmap svg"));
        Assert.Equal(4, page.QuerySelectorAll("#pairs > .maps svg").Length);
        Assert.Equal(5, page.QuerySelectorAll("#pairs details > .maps svg").Length);
        Assert.Contains("56 more pairs can be chosen", page.QuerySelector("#pairs .note")!.Read(), StringComparison.Ordinal);
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
