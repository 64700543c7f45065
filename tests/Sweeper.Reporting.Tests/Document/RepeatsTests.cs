using AngleSharp.Dom;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests.Document;

public sealed class RepeatsTests
{
    private static readonly SearchSpace Rates = new() { Hyperparameters = [new Hyperparameter { Name = "rate",
        Values = [0.1, 0.2, 0.3] }] };

    [Fact]
    public async Task Settings_Repeats_HaveTheirMeanIntervalAndStanding()
    {
        IDocument page = await RenderedReport.ParseAsync(Repeated());

        string[][] rows = [.. page.QuerySelectorAll("table.settings tbody tr")
            .Select(r => r.Children.Select(c => c.Read()).ToArray())];
        Assert.Equal(["1", "92.00 %", "89.52 … 94.48 %", "3", "0.2", "91.00 %", "93.00 %", "best"], rows[0]);
        Assert.StartsWith("tied", rows[1][^1], StringComparison.Ordinal);
        Assert.StartsWith("worse", rows[2][^1], StringComparison.Ordinal);
        Assert.StartsWith(
            "Best is rate 0.2 with a mean of 92.00 % validation accuracy over 3 repeats (95 % interval 89.52 … 94.48 %). "
            + "Its best trial is trial 6 with 93.00 %. ",
            page.QuerySelector(".outcome")!.Read(), StringComparison.Ordinal);
        Assert.EndsWith("The top 2 settings cannot be told apart.", page.QuerySelector(".outcome")!.Read(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_LuckiestTrialOfAnotherSetting_IsNotTheBestAndIsNamed()
    {
        double[] results = [0.90, 0.92, 0.99, 0.70];
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(Rates, results.Select((result, i) =>
        {
            SampleTrial trial = SampleTrial.Scored(i + 1, HyperparameterValues.Empty.With("rate", i < 2 ? 0.1 : 0.2), result);
            return trial with { Record = trial.Record with { Repeat = (i % 2) + 1 } };
        })));

        string outcome = page.QuerySelector(".outcome")!.Read();
        Assert.StartsWith(
            "Best is rate 0.1 with a mean of 91.00 % validation accuracy over 2 repeats (95 % interval 78.29 … 100.00 %). ",
            outcome,
            StringComparison.Ordinal);
        Assert.Contains(
            "Its best trial is trial 2 with 92.00 %. The highest single value, 99.00 % of trial 3, belongs to another setting.",
            outcome,
            StringComparison.Ordinal);
        Assert.Equal("Best trial: 2", page.QuerySelector("#best h2")!.Read());
        Assert.Equal("2", page.QuerySelector("table.leaderboard tr.best")!.GetAttribute("data-trial"));
    }

    [Fact]
    public async Task Curves_Repeats_AreAMeanWithinABand()
    {
        IDocument page = await RenderedReport.ParseAsync(Repeated());

        IElement chart = page.QuerySelector("#curves svg.chart")!;
        Assert.Equal(3, chart.QuerySelectorAll("path.band").Length);
        Assert.Contains("trials 4, 5, 6", chart.QuerySelector(".legend")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_Folds_AreNamedAndHaveAColumn()
    {
        FakeSweepReader folds = SampleSweep.Of(Rates, Enumerable.Range(0, 6).Select(i =>
        {
            SampleTrial trial = SampleTrial.Scored(i + 1, HyperparameterValues.Empty.With("rate", i < 3 ? 0.1 : 0.2),
                0.9 + (i / 100.0));
            return trial with { Record = trial.Record with { Fold = (i % 3) + 1 } };
        }));

        IDocument page = await RenderedReport.ParseAsync(folds);

        Assert.Equal(["1", "94.00 %", "91.52 … 96.48 %", "3", "0.2"],
            page.QuerySelector("table.settings tbody tr")!.Children.Select(c => c.Read()).Take(5));
        string[] header = [.. page.QuerySelectorAll("table.leaderboard th[scope=col]").Select(h => h.Read())];
        Assert.Contains("Fold", header);
        Assert.DoesNotContain("Repeat", header);
        int column = Array.IndexOf(header, "Fold");
        Assert.Equal(["3", "2", "1", "3", "2", "1"],
            page.QuerySelectorAll("table.leaderboard tbody tr").Select(r => r.Children[column].Read()));
        Assert.Contains("A mean over the folds", page.QuerySelector("#leaderboard")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pruning_PrunedTrial_IsListedWithItsSentenceBelowTheRungs()
    {
        SampleTrial pruned = SampleTrial.Scored(2, HyperparameterValues.Empty.With("rate", 0.2), 0.4);
        pruned = pruned with { Record = pruned.Record with { State = TrialState.Pruned,
            Reason = "worse than the median at epoch 5" } };

        FakeSweepReader reader = SampleSweep.Of(
            Rates, [SampleTrial.Scored(1, HyperparameterValues.Empty.With("rate", 0.1), 0.9), pruned]);
        reader.Pruning =
        [
            .. new[] { 0.9, 0.4 }.Select((value, i) => new PrunerDecision
            {
                Trial = i + 1, Rule = "median", Rung = 5, Epoch = 5, Value = value, Threshold = 0.5, Compared = 2, Kept = 1,
                IsPruned = i > 0,
            }),
        ];

        IDocument page = await RenderedReport.ParseAsync(reader);

        Assert.Null(page.QuerySelector("#failures"));
        Assert.Contains(
            "“sweeper finish digits-grid#1/2” trains one of them to its end.",
            page.QuerySelector("#pruning .note")!.Read(),
            StringComparison.Ordinal);
        Assert.Equal(["5", "2", "1", "1", "50.00 %", "–", "1"],
            page.QuerySelector("table.rungs tbody tr")!.Children.Select(c => c.Read()));
        Assert.Contains("worse than the median at epoch 5", page.QuerySelector("#pruning li")!.Read(),
            StringComparison.Ordinal);
        Assert.Contains(
            "Only the 1 completed trial is compared; 1 that was pruned is left out.",
            page.QuerySelector("#slices .note")!.Read(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task EarlyStopping_SomeTrialsStopped_AreSetBesideTheOthers()
    {
        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Grid());

        Assert.Equal(["Trials", "2", "20"], page.QuerySelector("#early-stopping tbody tr")!.Children.Select(c => c.Read()));
    }

    private static FakeSweepReader Repeated()
    {
        double[][] results = [[0.91, 0.915, 0.92], [0.91, 0.92, 0.93], [0.5, 0.51, 0.52]];
        double[] rates = [0.1, 0.2, 0.3];
        return SampleSweep.Of(Rates, rates.SelectMany((rate, cell) => results[cell].Select((result, repeat) =>
        {
            SampleTrial trial = SampleTrial.Scored(cell * 3 + repeat + 1, HyperparameterValues.Empty.With("rate", rate), result);
            return new SampleTrial(
                trial.Record with { Repeat = repeat + 1 },
                [SampleCurves.Of(1, ("validation_accuracy", 0.4)), SampleCurves.Of(2, ("validation_accuracy", result))]);
        })));
    }
}
