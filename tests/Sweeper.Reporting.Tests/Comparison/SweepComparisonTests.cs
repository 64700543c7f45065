using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sweeper.Reporting.Comparison;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Tests.Comparison;

public sealed class SweepComparisonTests
{
    [Fact]
    public async Task Render_TwoSweeps_HasEverySectionAndTheBest()
    {
        IDocument page = await ParseAsync(s => s with { Reference = new SweepReference("other", 2), Seed = 7 });

        Assert.Equal(["best", "differences", "paired", "curves", "shared", "experiments"],
            page.QuerySelectorAll("main > section").Select(s => s.Id));
        Assert.Equal("Best is trial 15 of digits-grid with 92.98 % validation accuracy.",
            page.QuerySelector(".outcome")!.Read());
        Assert.Equal(["digits-grid", "other#2"], page.QuerySelectorAll("#best tbody th").Select(e => e.Read()));
        Assert.Equal(["Seed", "42", "7"],
            Assert.Single(page.QuerySelectorAll("#differences tbody tr")).Children.Select(c => c.Read()));
        Assert.Equal(4 * 2, page.QuerySelectorAll("#shared svg").Length);
    }

    [Fact]
    public async Task Render_OtherObjective_CallsNoneTheBest()
    {
        IDocument page = await ParseAsync(s => s with { Objective = new Objective("validation_loss", Goal.Minimize) });

        Assert.Contains("different objectives", page.QuerySelector(".outcome")!.Read(), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("tr.best"));
    }

    [Fact]
    public async Task Render_BestWithinChance_SaysThatItCannotBeTold()
    {
        FakeSweepReader reader = SampleSweep.Grid();
        SweepRecord first = reader.Sweep with { Facts = [KeyValuePair.Create("validation",
            "1,000 images held out of the training set")] };

        IDocument page = new HtmlParser().ParseDocument(
            await new SweepComparison(reader).RenderAsync([first, first with { Reference = new SweepReference("other", 2) }]));

        Assert.EndsWith(
            "What other#2 reached cannot be told from it.", page.QuerySelector(".outcome")!.Read(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dataset", "letters", "None is called the best, as the dataset differs.")]
    [InlineData("validation", "500 images held out of the training set",
        "None is called the best, as what is held out for validation differs.")]
    public async Task Render_OtherImages_CallsNoneTheBestAndSaysWhy(string fact, string text, string sentence)
    {
        IDocument page = await ParseAsync(s => s with { Facts = [.. s.Facts, KeyValuePair.Create(fact, text)] });

        Assert.Equal(sentence, page.QuerySelector(".outcome")!.Read());
        Assert.Empty(page.QuerySelectorAll("tr.best"));
    }

    [Fact]
    public async Task Render_OtherSeedWithHeldOutImages_CallsNoneTheBest()
    {
        FakeSweepReader reader = SampleSweep.Grid();
        SweepRecord first = reader.Sweep with { Facts = [KeyValuePair.Create("validation",
            "1,000 images held out of the training set")] };

        IDocument page = new HtmlParser().ParseDocument(
            await new SweepComparison(reader).RenderAsync([first, first with { Seed = 7 }]));

        Assert.Contains(
            "as the seed, from which it follows which images are held out for validation, differs.",
            page.QuerySelector(".outcome")!.Read(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_SameCells_ArePairedWithTheIntervalOfTheirDifference()
    {
        IDocument page = await ParseAsync(s => s with { Reference = new SweepReference("other", 2) });

        Assert.Equal(["other#2", "22", "0", "0 … 0", "0", "0", "not shown"],
            Assert.Single(page.QuerySelectorAll("#paired tbody tr")).Children.Select(c => c.Read()));
    }

    [Fact]
    public async Task Render_RangeInOneSweep_IsDrawnOverTheOthers()
    {
        FakeSweepReader reader = SampleSweep.Large(40, 3);

        IDocument page = new HtmlParser().ParseDocument(await new SweepComparison(reader).RenderAsync(
            [reader.Sweep, reader.Sweep with { Reference = new SweepReference("other", 2) }]));

        Assert.Equal(
            ["digits-grid", "other#2"],
            page.QuerySelectorAll("#shared .charts svg")[0].QuerySelectorAll(".legend text").Select(t => t.Read()));
        Assert.Equal(80, page.QuerySelectorAll("#shared .charts svg")[0].QuerySelectorAll("circle.dot").Length - 2);
    }

    [Fact]
    public async Task Render_SameSweeps_SameBytes() => Assert.Equal(await TextAsync(s => s), await TextAsync(s => s));

    [Fact]
    public void Differences_ExperimentsThatSayTheSame_AreNone()
    {
        FakeSweepReader reader = SampleSweep.Grid();
        var snapshot = new SweepSnapshot(reader, reader.Sweep);

        Assert.Empty(new ComparedSweeps([snapshot, snapshot]).Differences);
    }

    private static Task<string> TextAsync(Func<SweepRecord, SweepRecord> change)
    {
        FakeSweepReader reader = SampleSweep.Grid();
        return new SweepComparison(reader).RenderAsync([reader.Sweep, change(reader.Sweep)]);
    }

    private static async Task<IDocument> ParseAsync(Func<SweepRecord, SweepRecord> change) =>
        new HtmlParser().ParseDocument(await TextAsync(change));
}
