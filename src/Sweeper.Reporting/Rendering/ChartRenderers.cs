using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Svg;

namespace Sweeper.Reporting.Rendering;

/// <summary>Chooses who draws a chart.</summary>
internal static class ChartRenderers
{
    private static readonly SvgChartRenderer BuiltIn = new();

    /// <summary>The chosen renderer where it draws such charts, else the one that draws all.</summary>
    public static IChartRenderer For(Chart chart, IChartRenderer? chosen) => chosen?.Draws(chart) == true ? chosen : BuiltIn;
}
