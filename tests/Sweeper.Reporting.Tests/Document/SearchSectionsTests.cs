using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Reporting.Tests.Figures;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Tests.Document;

public sealed class SearchSectionsTests
{
    private static readonly SearchSpace Declared = new()
    {
        Hyperparameters =
        [
            new Hyperparameter { Name = "rate", Values = [], Distribution = new LogUniformDistribution(0.001, 1) },
            new Hyperparameter { Name = "optimizer", Values = ["sgd", "adam"] },
        ],
    };

    [Fact]
    public async Task Report_OfASearch_ShowsBestSoFarModelAndWhatNext()
    {
        IDocument page = await ParseAsync(Searched());

        Assert.Equal(
            ["Best so far", "What to expect", "What next?"],
            new[] { "best-so-far", "model", "next" }.Select(id => page.QuerySelector($"#{id} h2")!.Read()));
        Assert.Contains("10 trials of the start-up looked at no results; tpe proposed the other 20 from results.",
            page.QuerySelector("#best-so-far .note")!.Read(), StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll("#model svg.chart").Length);
        string[] cells = [.. page.QuerySelectorAll("#next tbody tr").Single().Children.Select(c => c.Read())];
        Assert.Equal(["0.03", "adam", "99.00 %", "97.04 … 100.00 %", "1.00 points"], cells);
        Assert.Contains("sweeper suggest digits-grid --as-yaml", page.QuerySelector("#next")!.Read(), StringComparison.Ordinal);
        Assert.All(new[] { "#best-so-far", "#model", "#next" }, id =>
            Assert.NotNull(page.QuerySelector($"nav a[href='{id}'], a[href='{id}']")));
    }

    [Fact]
    public async Task Report_WithoutASearch_HasBestSoFarOnly()
    {
        IDocument page = await RenderedReport.ParseAsync(Searched());

        Assert.NotNull(page.QuerySelector("#best-so-far"));
        Assert.Null(page.QuerySelector("#model"));
        Assert.Null(page.QuerySelector("#next"));
    }

    [Fact]
    public void Model_RangeAndList_IsAMapAndASlice()
    {
        FakeSweepReader reader = Searched();

        ModelFigures model = ModelFigures.Of(new SweepSnapshot(reader, reader.Sweep, searches: Search))!;

        HeatmapChart map = model.Map!;
        Assert.Equal(["adam", "sgd"], (map.Rows.Length == 2 ? map.Rows : map.Columns).Order());
        LineChart slice = Assert.Single(model.Slices);
        Assert.Equal(AxisScale.Logarithmic, slice.X.Scale);
        Assert.All(slice.Series[0].Points.Zip(slice.Bands[0].Low, slice.Bands[0].High), p =>
            Assert.True(p.Second.Y <= p.First.Y && p.First.Y <= p.Third.Y && p.Third.Y <= 1));

        // What the model says at the best value is what is drawn there.
        double best = map.Cells.SelectMany(r => r).Single(c => c.IsMarked).Value;
        Assert.Equal(best, map.Cells.SelectMany(r => r).Max(c => c.Value));
    }

    [Fact]
    public void Charts_OfASearch_CanBeWrittenAsFigures()
    {
        FakeSweepReader reader = Searched();

        string[] names = [.. SweepCharts.Of(new SweepSnapshot(reader, reader.Sweep, searches: Search)).Select(c => c.Name)];

        Assert.Contains("best-so-far", names);
        Assert.Contains("model-rate", names);
    }

    // Best at a rate of 0.03, and with adam.
    private static GpExpectation Expected(HyperparameterValues cell)
    {
        double distance = Math.Log10(((NumberValue)cell["rate"]).Number / 0.03);
        return new GpExpectation(0.99 - (0.1 * distance * distance) - (cell["optimizer"].ToString() == "sgd" ? 0.05 : 0), 0.01,
            0.02);
    }

    private static FixedSearch Search => new(learns: true, startUp: [.. Enumerable.Range(1, 10)])
    {
        Space = Declared,
        Model = Expected,
        Next = [new ExpectedCell(Values(0.03, "adam"), Expected(Values(0.03, "adam")))],
    };

    private static FakeSweepReader Searched()
    {
        SampleTrial[] trials =
        [
            .. Enumerable.Range(1, 30).Select(n =>
            {
                HyperparameterValues values = Values(Math.Pow(10, -3 + (n % 30 / 10.0)), n % 2 == 0 ? "sgd" : "adam");
                return SampleTrial.Scored(n, values, Math.Min(0.99, Expected(values).Mean + (0.002 * (n % 3))));
            }),
        ];
        var space = new SearchSpace
        {
            Hyperparameters =
            [
                new Hyperparameter { Name = "rate", Values = [.. trials.Select(t => t.Record.Values["rate"]).Distinct()] },
                new Hyperparameter { Name = "optimizer", Values = ["sgd", "adam"] },
            ],
        };
        return SampleSweep.Of(space, trials, s => s with { BestTrial = 1, BestObjective = 0.99 });
    }

    private static HyperparameterValues Values(double rate, string optimizer) =>
        HyperparameterValues.Empty.With("rate", rate).With("optimizer", optimizer);

    private static async Task<IDocument> ParseAsync(FakeSweepReader reader) =>
        new HtmlParser().ParseDocument(await new SweepReport(reader, null, Search).RenderAsync(reader.Sweep));
}
