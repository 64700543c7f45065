using AngleSharp.Dom;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests.Document;

public sealed class RepeatsTests
{
    private static readonly SearchSpace Rates = new() { Hyperparameters = [new Hyperparameter { Name = "rate", Values = [0.1, 0.2, 0.3] }] };

    [Fact]
    public async Task Settings_Repeats_HaveTheirMeanIntervalAndStanding()
    {
        IDocument page = await RenderedReport.ParseAsync(Repeated());

        string[][] rows = [.. page.QuerySelectorAll("table.settings tbody tr").Select(r => r.Children.Select(c => c.Read()).ToArray())];
        Assert.Equal(["1", "0.2", "92.00 %", "± 2.48 %", "91.00 %", "93.00 %", "3", "best"], rows[0]);
        Assert.StartsWith("tied", rows[1][^1], StringComparison.Ordinal);
        Assert.StartsWith("worse", rows[2][^1], StringComparison.Ordinal);
        Assert.EndsWith("The top 2 settings cannot be told apart.", page.QuerySelector(".outcome")!.Read(), StringComparison.Ordinal);
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
            SampleTrial trial = SampleTrial.Scored(i + 1, HyperparameterValues.Empty.With("rate", i < 3 ? 0.1 : 0.2), 0.9 + (i / 100.0));
            return trial with { Record = trial.Record with { Fold = (i % 3) + 1 } };
        }));

        IDocument page = await RenderedReport.ParseAsync(folds);

        Assert.Equal(["1", "0.2", "94.00 %"], page.QuerySelector("table.settings tbody tr")!.Children.Select(c => c.Read()).Take(3));
        string[] header = [.. page.QuerySelectorAll("table.leaderboard th[scope=col]").Select(h => h.Read())];
        Assert.Contains("Fold", header);
        Assert.DoesNotContain("Repeat", header);
        int column = Array.IndexOf(header, "Fold");
        Assert.Equal(["3", "2", "1", "3", "2", "1"], page.QuerySelectorAll("table.leaderboard tbody tr").Select(r => r.Children[column].Read()));
        Assert.Contains("A mean over the folds", page.QuerySelector("#leaderboard")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_PrunedTrial_IsListedWithItsSentence()
    {
        SampleTrial pruned = SampleTrial.Scored(2, HyperparameterValues.Empty.With("rate", 0.2), 0.4);
        pruned = pruned with { Record = pruned.Record with { State = TrialState.Pruned, Reason = "worse than the median at epoch 5" } };

        IDocument page = await RenderedReport.ParseAsync(SampleSweep.Of(
            Rates, [SampleTrial.Scored(1, HyperparameterValues.Empty.With("rate", 0.1), 0.9), pruned]));

        Assert.Equal("Pruned trials", page.QuerySelector("#failures h2")!.Read());
        Assert.Contains("worse than the median at epoch 5", page.QuerySelector("#failures li")!.Read(), StringComparison.Ordinal);
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
