using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Classifier;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Tests.Classifier;

public sealed class RobustnessPartTests
{
    private static readonly Robustness Measured = new()
    {
        Subset = "test",
        Count = 10_000,
        Accuracy = 0.98,
        Curves =
        [
            new RobustnessCurve { Disturbance = "shift_right", Unit = "pixels to the right",
                Points = [new(-2, 0.5), new(0, 0.98), new(2, 0.6)] },
            new RobustnessCurve { Disturbance = "shift_down", Unit = "pixels down",
                Points = [new(-2, 0.4), new(0, 0.98), new(2, 0.3)] },
            new RobustnessCurve { Disturbance = "noise", Unit = "standard deviation <b>",
                Points = [new(0, 0.98), new(0.25, 0.7)] },
        ],
    };

    [Fact]
    public void Of_CurvesOfTheSameRange_ShareAChart()
    {
        LineChart[] charts = [.. RobustnessFigure.Of(Measured)];

        Assert.Equal(["Accuracy by shift right and shift down", "Accuracy by noise"], charts.Select(c => c.Title));
        Assert.Equal(["shift right", "shift down"], charts[0].Series.Select(s => s.Label));
        Assert.Equal((-2, 2, 0, 1), (charts[0].X.Low, charts[0].X.High, charts[0].Y.Low, charts[0].Y.High));
        Assert.Contains("Shift down: 30.00\u00a0% at worst, at 2 pixels down.", charts[0].Description, StringComparison.Ordinal);
        Assert.Equal(["−2", "50.00\u00a0%", "40.00\u00a0%"], RobustnessFigure.Table(charts[0]).Rows[0].AsEnumerable());
        Assert.Equal(["0.25", "70.00\u00a0%"], RobustnessFigure.Table(charts[1]).Rows[1].AsEnumerable());
    }

    [Fact]
    public async Task Report_WithMeasurements_ShowsCurvesAndTheGain()
    {
        IDocument report = await ParseAsync(new()
        {
            [Robustness.AttachmentName] = Measured.ToAttachment().Content.ToArray(),
            [EnsembleGain.AttachmentName] = new EnsembleGain { Subset = "test", Count = 500,
                Members = [new(2, 0.9), new(1, 0.91)], Accuracy = 0.93 }.ToAttachment().Content.ToArray(),
        });

        Assert.Equal(2, report.QuerySelectorAll(".robustness svg.chart").Length);
        Assert.Contains("98.00 % of 10,000 test images", report.QuerySelector(".robustness .note")!.Read(),
            StringComparison.Ordinal);
        Assert.Contains("Standard deviation <b>", report.QuerySelectorAll(".robustness svg.chart")[1].Read(),
            StringComparison.Ordinal);
        string gain = report.QuerySelector(".ensemble .note")!.Read();
        Assert.Contains("trials 2, 1 averaged, 93.00 % of 500 test images are read right: +3.00 points against the best trial, "
            + "2,", gain, StringComparison.Ordinal);
        Assert.Contains("Trial 1 is the one", gain, StringComparison.Ordinal);
        Assert.Contains("+2.00 points against it", gain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_WithoutOrWithDamagedMeasurements_LeavesThemOut()
    {
        IDocument none = await ParseAsync([]),
            damaged = await ParseAsync(new() { [Robustness.AttachmentName] = [1], [EnsembleGain.AttachmentName] = [2] });

        Assert.Empty(none.QuerySelectorAll(".robustness, .ensemble"));
        Assert.Empty(damaged.QuerySelectorAll(".robustness, .ensemble"));
    }

    private static async Task<IDocument> ParseAsync(Dictionary<string, byte[]> attachments)
    {
        FakeSweepReader sample = SampleSweep.Grid();
        var reader = new FakeSweepReader { Sweep = sample.Sweep, Trials = sample.Trials, Epochs = sample.Epochs,
            Attachments = attachments };
        return new HtmlParser().ParseDocument(await new SweepReport(reader, null).RenderAsync(reader.Sweep));
    }
}
