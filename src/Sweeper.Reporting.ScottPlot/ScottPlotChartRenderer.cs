using Microsoft.AspNetCore.Components;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Rendering;
using Sweeper.Sweeps;
using Fonts = global::ScottPlot.Fonts;
using ImageFormat = global::ScottPlot.ImageFormat;
using Plot = global::ScottPlot.Plot;

namespace Sweeper.Reporting.ScottPlot;

/// <summary>Draws heatmaps, confusion matrices, curves and bars with ScottPlot 5. In pages they are SVG pictures with a text in their place.</summary>
public sealed class ScottPlotChartRenderer : IChartRenderer
{
    /// <inheritdoc/>
    public bool EmbedsPictures => true;

    /// <inheritdoc/>
    public bool Makes(PictureKind kind) => true;

    /// <inheritdoc/>
    public bool Draws(Chart chart) => chart switch
    {
        HeatmapChart heatmap => HeatmapPlot.CanDraw(heatmap),
        LineChart lines => LinePlot.CanDraw(lines),
        BarChart bars => BarPlot.CanDraw(bars),
        _ => false,
    };

    /// <inheritdoc/>
    public RenderFragment InPage(Chart chart, ChartPlace place)
    {
        DrawnPlot drawn = Draw(chart, place);
        using Plot plot = drawn.Plot;
        string address = "data:image/svg+xml;base64," + Convert.ToBase64String(ToSvg(drawn, chart));
        return builder =>
        {
            builder.OpenElement(0, "img");
            builder.AddAttribute(1, "class", "chart natural");
            builder.AddAttribute(2, "width", drawn.Width);
            builder.AddAttribute(3, "height", drawn.Height);
            builder.AddAttribute(4, "alt", $"{chart.Title}. {chart.Description}");
            builder.AddAttribute(5, "src", address);
            builder.CloseElement();
        };
    }

    /// <inheritdoc/>
    public Task<ChartPicture> ToPictureAsync(Chart chart, ChartPlace place, PictureKind kind)
    {
        DrawnPlot drawn = Draw(chart, place);
        using Plot plot = drawn.Plot;
        byte[] content = kind == PictureKind.Png ? plot.GetImageBytes(drawn.Width, drawn.Height, ImageFormat.Png) : ToSvg(drawn, chart);
        return Task.FromResult(new ChartPicture(kind, [.. content]));
    }

    private static byte[] ToSvg(DrawnPlot drawn, Chart chart) =>
        PlotSvg.Complete(drawn.Plot.GetSvgXml(drawn.Width, drawn.Height), chart, drawn.Width, drawn.Height);

    private static DrawnPlot Draw(Chart chart, ChartPlace place)
    {
        // Nothing would fail without fonts, but all text would be missing.
        if (string.IsNullOrEmpty(Fonts.Default))
        {
            throw new SweeperException(
                "ScottPlot finds no fonts on this machine, so its charts would have no text; install some, such as the package fonts-dejavu-core, or leave out --charts scottplot",
                FailureKind.Environment);
        }

        return chart switch
        {
            HeatmapChart heatmap => HeatmapPlot.Draw(heatmap, place),
            LineChart lines => LinePlot.Draw(lines),
            BarChart bars => BarPlot.Draw(bars),
            _ => throw new ArgumentException($"ScottPlot does not draw a {chart.GetType().Name}.", nameof(chart)),
        };
    }
}
