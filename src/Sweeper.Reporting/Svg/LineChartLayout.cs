using System.Collections.Immutable;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Svg;

/// <summary>Where everything in a line chart goes, in chart units.</summary>
internal sealed class LineChartLayout
{
    public const double Width = 480;
    public const double Top = 30;
    public const double PlotHeight = 240;
    public const double Bottom = Top + PlotHeight;
    private const double Right = Width - 14;

    public LineChartLayout(LineChart chart)
    {
        XTicks = AxisTicks.Of(chart.X, 6);
        YTicks = AxisTicks.Of(chart.Y);
        Left = 12 + YTicks.Select(t => TextWidth.Of(t.Label)).DefaultIfEmpty(0).Max();

        // The plot has its own coordinate system, and cuts what leaves it.
        X = new AxisMap(chart.X, 0, PlotWidth);
        Y = new AxisMap(chart.Y, PlotHeight, 0);
        Legend = new LegendLayout(chart.Legend.Select(e => e.Label), Left, Right - Left, Bottom + 46);
    }

    public double Left { get; }

    public double PlotWidth => Right - Left;

    public double Height => Bottom + 46 + Legend.Height;

    public ImmutableArray<AxisTick> XTicks { get; }

    public ImmutableArray<AxisTick> YTicks { get; }

    public AxisMap X { get; }

    public AxisMap Y { get; }

    public LegendLayout Legend { get; }

    /// <summary>Where the middle of a label goes that belongs to an x: below it, unless it would leave the picture there.</summary>
    public static double LabelPlace(double x, string label) => Math.Min(x, Width - (TextWidth.Of(label) / 2));
}
