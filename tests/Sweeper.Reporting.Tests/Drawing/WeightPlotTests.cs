using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Drawing;

namespace Sweeper.Reporting.Tests.Drawing;

public sealed class WeightPlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ToPicture_OneChannel_DrawsForAndAgainstInTwoColours()
    {
        XElement picture = Draw(Chart(channels: 1, 1, -1, 0, 0.5f));

        XElement[] shades = [.. picture.Elements().Where(e => e.Attribute("fill-opacity") is not null)];
        Assert.Equal([("negative", "1"), ("positive", "0.5"), ("positive", "1")],
            shades.Select(p => (p.Attribute("class")!.Value, p.Attribute("fill-opacity")!.Value)));
        Assert.All(shades, p => Assert.Matches("^M(0|42) (0|42) ", p.Attribute("d")!.Value));
        Assert.Contains("ink here speaks for the filter", picture.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void ToPicture_ThreeChannels_ShowsThemAsColoursAroundMidGrey()
    {
        XElement picture = Draw(Chart(channels: 3, 1, -1, 0, 0, 0, 0, 0.5f, -0.5f, 0, 0, 0, 1));

        XElement image = Assert.Single(picture.Descendants(Svg + "image"));
        Assert.Equal(PngFile.Address(Enlarged([[255, 0, 128], [128, 128, 128], [191, 64, 128], [128, 128, 255]], 126), 252),
            image.Attribute("href")!.Value);
        Assert.Contains("mid-grey is 0; more of a colour speaks for the filter", picture.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(picture.Descendants(Svg + "path"), p => p.Attribute("class")?.Value is "positive" or "negative");
    }

    // Two by two pixels, each as a square of pixels: what shows the picture must not have to enlarge it.
    private static ImmutableArray<byte> Enlarged(byte[][] pixels, int side) =>
        [.. Enumerable.Range(0, 4 * side * side).SelectMany(i => pixels[(i / (2 * side) / side * 2) + (i % (2 * side) / side)])];

    private static WeightChart Chart(int channels, params float[] shares) => new()
    {
        Title = "Weights",
        Description = "",
        Width = 2,
        Channels = channels,
        UnitName = "filter",
        Units = [new WeightPicture("filter 1", [.. shares])],
    };

    private static XElement Draw(WeightChart chart) =>
        XElement.Parse(Encoding.UTF8.GetString(Assert.Single(new PlotPaper().Draw([(chart, default)]))));
}
