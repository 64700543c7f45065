using Microsoft.AspNetCore.Components;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Rendering;

namespace Sweeper.Reporting.Svg;

/// <summary>Draws every kind of chart as SVG: in pages as elements that the page's style and script reach, else as files styled for print.</summary>
public sealed class SvgChartRenderer : IChartRenderer
{
    /// <inheritdoc/>
    public bool EmbedsPictures => false;

    /// <inheritdoc/>
    public bool Makes(PictureKind kind) => kind == PictureKind.Svg;

    /// <inheritdoc/>
    public bool Draws(Chart chart) => true;

    /// <inheritdoc/>
    public RenderFragment InPage(Chart chart, ChartPlace place) => builder =>
    {
        builder.OpenComponent<ChartSvg>(0);
        builder.AddComponentParameter(1, nameof(ChartSvg.Chart), chart);
        builder.AddComponentParameter(2, nameof(ChartSvg.Place), place);
        builder.CloseComponent();
    };

    /// <summary>The chart as SVG, whatever kind is asked for.</summary>
    /// <inheritdoc/>
    public async Task<ChartPicture> ToPictureAsync(Chart chart, ChartPlace place, PictureKind kind)
    {
        string markup = await HtmlPage
            .RenderAsync<ChartSvg>(new() { [nameof(ChartSvg.Chart)] = chart, [nameof(ChartSvg.Place)] = place })
            .ConfigureAwait(false);
        return new ChartPicture(PictureKind.Svg, StandaloneSvg.Of(markup));
    }
}
