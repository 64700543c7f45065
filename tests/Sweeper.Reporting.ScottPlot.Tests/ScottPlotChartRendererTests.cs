using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Rendering;

namespace Sweeper.Reporting.ScottPlot.Tests;

public sealed class ScottPlotChartRendererTests
{
    private static readonly ColorScale Scale = new() { Title = "accuracy (%)", Low = 0, High = 1 };

    private static readonly ScottPlotChartRenderer Renderer = new();

    public static TheoryData<Chart> Charts =>
    [
        SampleCharts.Lines(),
        SampleCharts.Lines(AxisScale.Logarithmic),
        SampleCharts.Heatmap(Scale, [1, 0.5], [double.NaN, double.PositiveInfinity]),
        SampleCharts.Heatmap(Scale with { IsReversed = true }, [1, 0.5]),
        SampleCharts.Heatmap(Scale with { Ramp = ColorRamp.Amount }, [1, 0.5]),
        SampleCharts.Heatmap(Scale with { High = 0 }, [0]),
        SampleCharts.Heatmap(null, [0, 0]),
        SampleCharts.Bars(0.9, 0.1),
    ];

    [Theory]
    [MemberData(nameof(Charts))]
    public async Task ToPicture_Svg_IsNamedScalesAndIsTheSameEachTime(Chart chart)
    {
        Assert.True(Renderer.Draws(chart));

        ChartPicture first = await Renderer.ToPictureAsync(chart, default, PictureKind.Svg);
        ChartPicture second = await Renderer.ToPictureAsync(chart, default, PictureKind.Svg);

        Assert.Equal(first.Content.AsSpan(), second.Content.AsSpan());
        XElement svg = XDocument.Parse(Encoding.UTF8.GetString(first.Content.AsSpan())).Root!;
        Assert.Equal(chart.Title, svg.Element(svg.Name.Namespace + "title")!.Value);
        Assert.Equal(chart.Description, svg.Element(svg.Name.Namespace + "desc")!.Value);
        string[] box = svg.Attribute("viewBox")!.Value.Split(' ');
        Assert.All(box.Skip(2), n => Assert.InRange(double.Parse(n, CultureInfo.InvariantCulture), 200, 2000));
        Assert.DoesNotContain(svg.DescendantsAndSelf(), e => e.Name.LocalName == "script");
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public async Task ToPicture_Png_IsOne(Chart chart)
    {
        ChartPicture picture = await Renderer.ToPictureAsync(chart, default, PictureKind.Png);

        Assert.Equal(PictureKind.Png, picture.Kind);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture.Content[..4].ToArray());
    }

    public static TheoryData<Chart> Undrawable =>
    [
        SampleCharts.Heatmap(Scale, [double.NaN, double.NegativeInfinity]),
        SampleCharts.Heatmap(Scale),
        SampleCharts.Bars(),
        SampleCharts.Bars(0.5, double.PositiveInfinity),
        SampleCharts.Lines() with { Series = [] },
        SampleCharts.Lines() with { Series = [new LineSeries { Label = "gaps", Points = [new ChartPoint(1, double.NaN)] }] },
        SampleCharts.Lines(AxisScale.Logarithmic) with { Y = new Axis { Title = "Loss", Low = -1, High = 1, Scale = AxisScale.Logarithmic } },
        new TimelineChart { Title = "", Description = "", LaneTitle = "", Lanes = 0, Spans = [], Pauses = [], Time = new Axis { Title = "", Low = 0, High = 1 } },
    ];

    [Theory]
    [MemberData(nameof(Undrawable))]
    public void Draws_NothingToDrawOrOtherKind_LeavesItToTheBuiltInRenderer(Chart chart) => Assert.False(Renderer.Draws(chart));

    [Fact]
    public async Task ToPicture_BandWithEdgesOfDifferentLength_IsRefused()
    {
        LineChart chart = SampleCharts.Lines();
        LineBand band = chart.Bands[0];

        await Assert.ThrowsAsync<ArgumentException>(
            () => Renderer.ToPictureAsync(chart with { Bands = [band with { High = band.High[1..] }] }, default, PictureKind.Svg));
    }

    [Fact]
    public async Task ToPicture_RowsOfDifferentLength_IsRefused()
    {
        HeatmapChart chart = SampleCharts.Heatmap(Scale, [1, 0.5], [0, 1]);

        await Assert.ThrowsAsync<ArgumentException>(
            () => Renderer.ToPictureAsync(chart with { Cells = [chart.Cells[0], chart.Cells[1][1..]] }, default, PictureKind.Svg));
    }
}
