using System.Collections.Immutable;

namespace Sweeper.Reporting.Drawing;

/// <summary>Sets the entries of a legend in rows.</summary>
internal sealed class LegendLayout
{
    /// <param name="labels">The texts of the entries, in reading order.</param>
    /// <param name="left">Where rows begin.</param>
    /// <param name="width">How wide a row may be.</param>
    /// <param name="top">Where the first row begins.</param>
    public LegendLayout(IEnumerable<string> labels, double left, double width, double top)
    {
        var places = ImmutableArray.CreateBuilder<(double, double)>();
        double x = left, y = top;
        const double Before = PlotSizes.Swatch + PlotSizes.SwatchGap;
        Labels = [.. labels.Select(l => TextWidth.Fit(l, width - Before))];
        foreach (string label in Labels)
        {
            double room = Before + TextWidth.Of(label);
            if (x > left && x + room > left + width)
            {
                x = left;
                y += PlotSizes.LegendRow;
            }

            places.Add((x, y + PlotSizes.LegendRow / 2));
            x += room + PlotSizes.LegendGap;
        }

        Places = places.DrainToImmutable();
        Height = Places.IsEmpty ? 0 : y + PlotSizes.LegendRow - top;
    }

    /// <summary>The texts, as far as a row has room for them.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>The left end and the middle of the swatch of each entry.</summary>
    public ImmutableArray<(double X, double Y)> Places { get; }

    public double Height { get; }
}
