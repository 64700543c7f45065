using System.Globalization;
using System.Text;
using System.Xml.Linq;
using SkiaSharp;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Drawing;

namespace Sweeper.Reporting.Tests.Drawing;

public sealed class ChartDrawingTests
{
    private static readonly ColorScale Scale = new() { Title = "accuracy (%)", Low = 0, High = 1 };
    private static readonly Axis Unit = new() { Title = "share (%)", Low = 0, High = 1, Unit = AxisUnit.Percent };

    public static TheoryData<Chart> Charts =>
    [
        SampleCharts.Lines(),
        SampleCharts.Lines(AxisScale.Logarithmic),
        SampleCharts.Lines() with { Series = [], Legend = [] },
        SampleCharts.Lines() with { Series = [new LineSeries { Label = "gaps", Points = [new ChartPoint(1, double.NaN)] }] },
        SampleCharts.Heatmap(Scale, [1, 0.5], [double.NaN, double.PositiveInfinity]),
        SampleCharts.Heatmap(Scale with { IsReversed = true }, [1, 0.5]),
        SampleCharts.Heatmap(Scale with { Ramp = ColorRamp.Amount }, [1, 0.5]),
        SampleCharts.Heatmap(Scale with { High = 0 }, [0]),
        SampleCharts.Heatmap(null, [0, 0]),
        SampleCharts.Heatmap(Scale),
        SampleCharts.Bars(0.9, 0.1),
        SampleCharts.Bars(),
        SampleCharts.Dots("a", 1, 1),
        SampleCharts.Scatter(1),
        SampleCharts.Parallel("a", 1),
        SampleCharts.Timeline(1),
    ];

    public static TheoryData<Chart> Labelled => new(
        from name in new[] { "a", new string('m', 60), "learning_rate_of_the_second_part_of_the_whole_of_the_network" }
        from count in new[] { 1, 7, 32, 200 }
        from chart in new Chart[]
        {
            SampleCharts.Grid(name, Math.Min(count, 32), Scale with { Title = name }),
            SampleCharts.Dots(name, count, 3),
            SampleCharts.Parallel(name, count),
            SampleCharts.Scatter(count) with { X = Unit with { Title = name }, Y = Unit with { Title = name } },
            SampleCharts.Lines() with { Y = Unit with { Title = name, High = Math.Pow(10, count) },
                Legend = [.. Enumerable.Range(0, Math.Min(count, 12)).Select(i => new LegendEntry(name + i) { Color = i })] },
            SampleCharts.Bars([.. Enumerable.Range(0, count).Select(i => i / 200.0)]) with { CategoryTitle = name,
                Value = Unit with { Title = name } },
            SampleCharts.Timeline(count) with { LaneTitle = name,
                Time = Unit with { Title = name, High = Math.Pow(10, count) } },
        }
        select chart);

    [Theory]
    [MemberData(nameof(Charts))]
    public void InPage_AnyChart_IsNamedAndTheSameEachTime(Chart chart)
    {
        string first = ChartDrawing.InPage(chart, default);
        XElement svg = XElement.Parse(first);

        Assert.Equal(first, ChartDrawing.InPage(chart, default));
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Equal(PlotSvg.Readable(chart.Title), svg.Element(svg.Name.Namespace + "title")!.Value);
        Assert.Equal(PlotSvg.Readable(chart.Description), svg.Element(svg.Name.Namespace + "desc")!.Value);
        Assert.DoesNotContain(svg.DescendantsAndSelf(), e => e.Name.LocalName is "script" or "clipPath" or "style" or "image");
        Assert.All(svg.DescendantsAndSelf().Attributes(),
            a => Assert.DoesNotMatch("#1[0-9a-f]{5}|NaN|∞|font-family", a.Value + a.Name));
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void InPage_Shapes_HaveClassesForTheirLooks(Chart chart)
    {
        XElement svg = XElement.Parse(ChartDrawing.InPage(chart, default));

        Assert.All(
            svg.Descendants().Where(e => e.Name.LocalName is "path" or "rect" or "circle"),
            e => Assert.NotNull(e.Attribute("class") ?? e.Parent!.Attribute("class")));
        Assert.All(svg.Descendants().Where(e => e.Name.LocalName == "text"),
            e => Assert.DoesNotContain(',', e.Attribute("x")!.Value));
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void Draw_AnyKind_IsAFileOfThatKind(Chart chart)
    {
        foreach ((PictureKind kind, string beginning) in new[] { (PictureKind.Svg, "<svg"), (PictureKind.Png, "\u0089PNG"),
            (PictureKind.Pdf, "%PDF") })
            Assert.StartsWith(beginning, Encoding.Latin1.GetString(Assert.Single(new PlotPaper { Kind = kind }.Draw([(chart,
                default)]))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2.7)]
    public void Draw_Png_HasPaperToItsEdges(double scale)
    {
        using var picture = SKBitmap.Decode(Assert.Single(new PlotPaper { Kind = PictureKind.Png, Width = 317,
            Scale = scale }.Draw([(SampleCharts.Timeline(1), default)])));

        // Wherever the margin ends, there is no line.
        Assert.All(Enumerable.Range(0, picture.Width),
            x => Assert.Equal(SKColors.White, picture.GetPixel(x, (int)(30 * scale))));
        Assert.All(Enumerable.Range(0, picture.Height),
            y => Assert.Equal(SKColors.White, picture.GetPixel(picture.Width - (int)(18 * scale), y)));
    }

    [Theory]
    [MemberData(nameof(Labelled))]
    public void InPage_NamesAndCountsOfAnySize_KeepLabelsApartAndInside(Chart chart)
    {
        foreach (double? width in new double?[] { null, 200, 1920 })
        {
            XElement svg = XElement.Parse(ChartDrawing.InPage(chart, new ChartPlace(Width: width)));
            double[] size = [.. svg.Attribute("viewBox")!.Value.Split(' ').Skip(2).Select(Number)];
            Label[] labels = [.. svg.Descendants().Where(e => e.Name.LocalName == "text" && e.Value.Length > 0)
                .Select(Label.Of)];

            Assert.All(labels, l => Assert.True(
                l.Left >= -1 && l.Right <= size[0] + 1 && l.Top >= -1 && l.Bottom <= size[1] + 1,
                    $"{l} leaves {size[0]} by {size[1]} at {width}"));
            Assert.All(
                from i in Enumerable.Range(0, labels.Length) from j in Enumerable.Range(0,
                    i) where labels[i].Meets(labels[j]) select (labels[i], labels[j]),
                pair => Assert.Fail($"{pair} at {width}"));
        }
    }

    [Fact]
    public void InPage_LinesBehind_AreOnePathAndThoseInFrontAreTrialsOfTheirOwn()
    {
        LineSeries behind = SampleCharts.Lines().Series[0] with { IsPruned = false };
        LineSeries[] lines = [.. Enumerable.Repeat(behind, 100), behind with { Color = 0, Trial = 7 }];

        XElement svg = XElement.Parse(ChartDrawing.InPage(SampleCharts.Lines() with { Series = [.. lines], Bands = [] },
            default));

        XElement[] paths = [.. svg.Elements().Single(e => e.Attribute("class")?.Value == "frame").Elements()];
        Assert.Equal(["line background", "line c0"], paths.Select(p => p.Attribute("class")!.Value));
        Assert.Equal(100, paths[0].Attribute("d")!.Value.Count(c => c == 'M'));
        Assert.Equal("7", paths[1].Attribute("data-trial")!.Value);
    }

    [Fact]
    public void InPage_PlotArea_IsToldToTheScript()
    {
        XElement svg = XElement.Parse(ChartDrawing.InPage(SampleCharts.Lines(AxisScale.Logarithmic), default));

        XElement frame = svg.Elements().Single(e => e.Attribute("class")?.Value == "frame");
        double[] area = [.. svg.Attribute("data-frame")!.Value.Split(' ').Select(Number)];
        Assert.Equal((area[0], area[1], area[2] - area[0], area[3] - area[1]), (At("x"), At("y"), At("width"), At("height")));
        Assert.Equal(("1 4", "0.001 2 log"), (svg.Attribute("data-x")!.Value, svg.Attribute("data-y")!.Value));

        double At(string name) => Number(frame.Attribute(name)!.Value);
    }

    [Fact]
    public void InPage_ColourBarOfPercents_SaysPercent()
    {
        XElement svg = XElement.Parse(ChartDrawing.InPage(SampleCharts.Heatmap(Scale with { Unit = AxisUnit.Percent, Low = 0.25,
            High = 0.975, CutsLow = true }, [1, 0.5]), default));

        Assert.Equal(["accuracy (%)", "≤ 25.00\u00a0%", "97.50\u00a0%"],
            svg.Elements().Where(e => e.Name.LocalName == "text").Select(e => e.Value).TakeLast(3));
        Assert.Equal(32, svg.Elements().Count(e => e.Attribute("class")?.Value == "step"));
    }

    [Fact]
    public void InPage_RowsOfDifferentLength_IsRefused()
    {
        HeatmapChart chart = SampleCharts.Heatmap(Scale, [1, 0.5], [0, 1]);

        Assert.Throws<ArgumentException>(() => ChartDrawing.InPage(chart with { Cells = [chart.Cells[0], chart.Cells[1][1..]] },
            default));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A text as large as the layout takes it to be, without the little by which that errs.</summary>
    private sealed record Label(string Text, double Left, double Top, double Right, double Bottom)
    {
        private const double Sure = 0.9;
        private const double Up = 9;

        public static Label Of(XElement text)
        {
            double x = Number(text.Attribute("x")!.Value), y = Number(text.Attribute("y")!.Value),
                width = Sure * TextWidth.Of(text.Value);
            double before = text.Attribute("text-anchor")?.Value switch { "end" => width, "middle" => width / 2, _ => 0 };
            return text.Attribute("transform") is null
                ? new Label(text.Value, x - before, y - Up, x - before + width, y)
                : new Label(text.Value, x - Up, y + before - width, x, y + before);
        }

        public bool Meets(Label other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
