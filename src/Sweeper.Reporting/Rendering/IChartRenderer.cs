using Microsoft.AspNetCore.Components;
using Sweeper.Reporting.Charts;
using Sweeper.Sweeps;

namespace Sweeper.Reporting.Rendering;

/// <summary>
/// Draws charts, as parts of pages and as files. The same chart always gives the same picture. May be used by several threads.
/// </summary>
public interface IChartRenderer
{
    /// <summary>Whether its drawings in pages are pictures as <c>data:</c> addresses, which the page must then allow itself to have.</summary>
    bool EmbedsPictures { get; }

    /// <summary>Whether it can make files of a kind.</summary>
    bool Makes(PictureKind kind);

    /// <summary>Whether it draws charts of this kind; what it does not draw is drawn by <see cref="Svg.SvgChartRenderer"/>.</summary>
    bool Draws(Chart chart);

    /// <summary>A chart as a part of a page.</summary>
    /// <param name="chart">One that it draws.</param>
    /// <param name="place">How much room it gets.</param>
    /// <exception cref="SweeperException">What the renderer needs of the machine is missing, such as fonts.</exception>
    RenderFragment InPage(Chart chart, ChartPlace place);

    /// <summary>A chart as a file of its own, that needs nothing else.</summary>
    /// <param name="chart">One that it draws.</param>
    /// <param name="place">How much room it gets.</param>
    /// <param name="kind">What the file is to be, if the renderer makes that.</param>
    /// <exception cref="SweeperException">What the renderer needs of the machine is missing, such as fonts.</exception>
    Task<ChartPicture> ToPictureAsync(Chart chart, ChartPlace place, PictureKind kind);
}
