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
