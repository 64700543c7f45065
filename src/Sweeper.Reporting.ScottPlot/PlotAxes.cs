using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Svg;
using LogMinorTicks = global::ScottPlot.TickGenerators.LogDecadeMinorTickGenerator;
using NumericTicks = global::ScottPlot.TickGenerators.NumericAutomatic;
using Plot = global::ScottPlot.Plot;

namespace Sweeper.Reporting.ScottPlot;

/// <summary>Gives plots the axes of a chart. There are no logarithmic axes: logarithms are plotted, and the ticks say what they are of.</summary>
internal static class PlotAxes
{
    // With fewer whole powers of ten than this on it, an axis needs ticks between them.
    private const int FewestDecades = 2;

    /// <summary>Where a value goes; NaN, which leaves a gap, for what is not finite or has no logarithm.</summary>
    public static double Place(Axis axis, double value)
    {
        double place = axis.Scale == AxisScale.Logarithmic ? value > 0 ? Math.Log10(value) : double.NaN : value;
        return double.IsFinite(place) ? place : double.NaN;
    }

    /// <summary>Labels the ticks of the axis on the left.</summary>
    public static void LabelLeft(Plot plot, Axis axis)
    {
        if (axis.Scale == AxisScale.Logarithmic && Place(axis, axis.High) - Place(axis, axis.Low) >= FewestDecades)
        {
            plot.Axes.Left.TickGenerator = new NumericTicks
            {
                MinorTickGenerator = new LogMinorTicks(),
                IntegerTicksOnly = true,
                LabelFormatter = place => AxisTicks.PowerOfTen((int)Math.Round(place)),
            };
            return;
        }

        (double[] places, string[] labels) = Ticks(axis);
        plot.Axes.Left.SetTicks(places, labels);
    }

    /// <summary>Labels the ticks of the axis at the bottom.</summary>
    public static void LabelBottom(Plot plot, Axis axis)
    {
        (double[] places, string[] labels) = Ticks(axis);
        plot.Axes.Bottom.SetTicks(places, labels);
    }

    private static (double[] Places, string[] Labels) Ticks(Axis axis)
    {
        ImmutableArray<AxisTick> ticks = AxisTicks.Of(axis);
        return ([.. ticks.Select(t => Place(axis, t.Value))], [.. ticks.Select(t => t.Label)]);
    }
}
