using AngleSharp.Dom;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Hints;
using Sweeper.Reporting.Tests.Figures;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Reporting.Tests.Hints;

public sealed class HintsTests
{
    private static readonly SearchSpace Rates = new() { Hyperparameters = [new Hyperparameter { Name = "rate",
        Values = [0.1, 0.2, 0.3] }] };

    [Fact]
    public void Hints_BestAtTheHighestValueAndStillImproving_SayBoth() => Assert.Equal(
        [
            "The best lies on the edge of what was tried: rate 0.3 is the highest of 0.1 to 0.3. "
            + "What lies beyond may be better.",
            "3 of the 3 trials that were trained to their last epoch were still improving there, the best among them: "
            + "more epochs may help.",
        ],
        TrialHints.Of(Snapshot(0.7, 0.8, 0.9)).AsEnumerable());

    [Fact]
    public void Hints_BestWithin_SayNothingOfEdges() =>
        Assert.StartsWith("3 of the 3 trials", Assert.Single(TrialHints.Of(Snapshot(0.7, 0.9, 0.8))), StringComparison.Ordinal);

    [Fact]
    public async Task TradeOffs_SizesThatDiffer_ShowThoseThatNoOtherBeats()
    {
        FakeSweepReader reader = Reader(0.7, 0.9, 0.8);
        reader.Sizes = new() { [1] = 1000, [2] = 2000, [3] = 4000 };

        TradeOff tradeOff = Assert.Single(TradeOff.Of(new SweepSnapshot(reader, reader.Sweep)));
        IDocument page = await RenderedReport.ParseAsync(reader);

        Assert.Equal([1, 2], tradeOff.Front.Select(t => t.Number));
        Assert.Equal(
            "Trial 2 with 90.00 % for 2 KB; trial 1 with 70.00 % for 1 KB.", page.QuerySelector("#hints figure .note")!.Read());
        Assert.Equal(
            "sweeper suggest digits-grid#1 --as-yaml > next.yaml sweeper verify digits-grid#1/2",
            page.QuerySelector("#hints pre")!.Read());
    }

    [Fact]
    public void Hints_TiesElsewhere_SayNothingOfEdges() => Assert.DoesNotContain(
        TrialHints.Of(Snapshot(0.9, 0.9, 0.9)), h => h.Contains("edge", StringComparison.Ordinal));

    [Fact]
    public void TradeOffs_Repeats_AreOfSettingsByTheirMeans()
    {
        // The luckiest trial, 1, belongs to the worst setting.
        double[] objectives = [0.95, 0.65, 0.85, 0.85, 0.9, 0.88];
        FakeSweepReader reader = SampleSweep.Of(Rates, objectives.Select((o, i) =>
        {
            SampleTrial trial = SampleTrial.Scored(i + 1, HyperparameterValues.Empty.With("rate", ((i / 2) + 1) / 10.0), o);
            return trial with { Record = trial.Record with { Repeat = (i % 2) + 1 } };
        }));
        reader.Sizes = new() { [1] = 1000, [2] = 1000, [3] = 2000, [4] = 2000, [5] = 4000, [6] = 4000 };

        TradeOff tradeOff = Assert.Single(TradeOff.Of(new SweepSnapshot(reader, reader.Sweep)));

        Assert.Equal(
            [("rate 0.1", 0.8), ("rate 0.2", 0.85), ("rate 0.3", 0.89)],
            tradeOff.Front.Select(p => (p.Words, Math.Round(p.Objective, 9))));
        Assert.Equal("Mean validation accuracy (%)", tradeOff.Chart.Y.Title);
    }

    [Fact]
    public async Task Report_OfASearch_HasTheNarrowedExperimentToCopy()
    {
        FakeSweepReader reader = Reader(0.7, 0.9, 0.8);
        const string Narrowed = "name: next\nparameters: {rate: {min: 0.1, max: 0.3}}\n";
        var search = new FixedSearch(learns: false, startUp: [1, 2, 3]) { Narrowed = Narrowed };
        var parser = new AngleSharp.Html.Parser.HtmlParser();

        IDocument page = parser.ParseDocument(await new SweepReport(reader, null, search).RenderAsync(reader.Sweep));
        IDocument without = parser.ParseDocument(
            await new SweepReport(reader, null, new FixedSearch(learns: false, startUp: [])).RenderAsync(reader.Sweep));

        Assert.Equal(Narrowed, page.QuerySelector("#hints details pre.to-copy")!.TextContent);
        Assert.Null(without.QuerySelector("#hints details pre.to-copy"));
        Assert.Equal("sweeper verify digits-grid#1/2", without.QuerySelector("#hints pre.commands")!.Read());
    }

    private static SweepSnapshot Snapshot(params double[] objectives)
    {
        FakeSweepReader reader = Reader(objectives);
        return new SweepSnapshot(reader, reader.Sweep);
    }

    private static FakeSweepReader Reader(params double[] objectives) => SampleSweep.Of(
        Rates, objectives.Select((o, i) =>
            SampleTrial.Scored(i + 1, HyperparameterValues.Empty.With("rate", (i + 1) / 10.0), o)));
}
