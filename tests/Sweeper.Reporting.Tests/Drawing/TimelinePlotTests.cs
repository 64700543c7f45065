using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Drawing;

namespace Sweeper.Reporting.Tests.Drawing;

public sealed class TimelinePlotTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(1000)]
    public void Render_LanesOfAnyNumber_FitOnAPage(int lanes)
    {
        IElement chart = Render([.. Enumerable.Range(0, lanes)
            .Select(l => new TimelineSpan(l, 0, 5, l + 1, TimelineKind.Done, ""))]);

        Assert.InRange(double.Parse(chart.GetAttribute("viewBox")!.Split(' ')[3], CultureInfo.InvariantCulture), 90, 600);
        Assert.Equal(lanes, chart.QuerySelectorAll(".span[data-trial]").Length);
        Assert.InRange(chart.QuerySelectorAll("text").Length, 5, 60);
    }

    [Fact]
    public void Render_KindsThatOccur_AreExplained()
    {
        IElement chart = Render(
            new TimelineSpan(0, 0, 1, 1, TimelineKind.Failed, ""), new TimelineSpan(0, 1, 2, 2, TimelineKind.Best, ""),
                new TimelineSpan(0, 2, 3, 3, TimelineKind.Failed, ""));

        Assert.Equal(["best", "failed or diverged"], chart.QuerySelectorAll(".legend text").Select(t => t.TextContent));
    }

    private static IElement Render(params TimelineSpan[] spans)
    {
        var chart = new TimelineChart
        {
            Title = "Trials over time",
            Description = "",
            LaneTitle = "Worker",
            Lanes = spans.Max(s => s.Lane) + 1,
            Spans = [.. spans],
            Pauses = [],
            Time = new Axis { Title = "Time (s)", Low = 0, High = 5 },
        };
        return new HtmlParser().ParseDocument(ChartDrawing.InPage(chart, default)).QuerySelector("svg")!;
    }
}
