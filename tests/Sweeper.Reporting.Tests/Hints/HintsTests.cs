using AngleSharp.Dom;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Hints;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Reporting.Tests.Hints;

public sealed class HintsTests
{
    private static readonly SearchSpace Rates = new() { Hyperparameters = [new Hyperparameter { Name = "rate", Values = [0.1, 0.2, 0.3] }] };

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

    private static SweepSnapshot Snapshot(params double[] objectives)
    {
        FakeSweepReader reader = Reader(objectives);
        return new SweepSnapshot(reader, reader.Sweep);
    }

    private static FakeSweepReader Reader(params double[] objectives) => SampleSweep.Of(
        Rates, objectives.Select((o, i) => SampleTrial.Scored(i + 1, HyperparameterValues.Empty.With("rate", (i + 1) / 10.0), o)));
}
