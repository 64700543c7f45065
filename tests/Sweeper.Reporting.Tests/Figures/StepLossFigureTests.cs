using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Tests.Figures;

public sealed class StepLossFigureTests
{
    [Fact]
    public void Of_FewValues_DrawsEachAndTheirMovingAverage()
    {
        var curve = new StepCurve { Every = 10, StepsPerEpoch = 25, Values = [4, 2, null, 1] };

        LineChart chart = StepLossFigure.Of(curve)!;

        Assert.Equal([new ChartPoint(10, 4), new ChartPoint(20, 2), new ChartPoint(40, 1)],
            chart.Series[0].Points.AsEnumerable());
        Assert.All(chart.Series[1].Points, p => Assert.Equal(7 / 3.0, p.Y, 1e-12));
        Assert.Equal(40, chart.X.High);
        Assert.Contains("mean of 10 steps", chart.Description, StringComparison.Ordinal);
        Assert.Contains("an epoch has 25", chart.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ThousandsOfValues_DrawsMeansOfSeveral()
    {
        var curve = new StepCurve { Every = 1, StepsPerEpoch = 468,
            Values = [.. Enumerable.Range(0, 4000).Select(i => (float?)(i % 10))] };

        LineChart chart = StepLossFigure.Of(curve)!;

        Assert.Equal(400, chart.Series[0].Points.Length);
        Assert.All(chart.Series[0].Points, p => Assert.Equal(4.5, p.Y));
        Assert.Equal(20, StepLossFigure.Table(curve).Rows.Length);
    }

    [Fact]
    public void Of_NothingFinite_IsNothing() =>
        Assert.Null(StepLossFigure.Of(new StepCurve { Every = 1, StepsPerEpoch = 3, Values = [null, null, null] }));

    [Fact]
    public async Task Report_WithACurve_ShowsIt()
    {
        var curve = new StepCurve { Every = 2, StepsPerEpoch = 50, Values = [3, 2, 1] };

        IDocument shown = await ParseAsync(curve.ToAttachment().Content.ToArray()),
            damaged = await ParseAsync(Encoding.UTF8.GetBytes("{}"));

        Assert.Single(shown.QuerySelectorAll("#best .step-losses svg.chart"));
        Assert.Empty(damaged.QuerySelectorAll(".step-losses"));
    }

    private static async Task<IDocument> ParseAsync(byte[] curve)
    {
        FakeSweepReader sample = SampleSweep.Grid();
        var reader = new FakeSweepReader { Sweep = sample.Sweep, Trials = sample.Trials, Epochs = sample.Epochs,
            Attachments = new() { [StepCurve.AttachmentName] = curve } };
        return new HtmlParser().ParseDocument(await new SweepReport(reader, null).RenderAsync(reader.Sweep));
    }
}
