using System.Collections.Immutable;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Svg;

/// <summary>Sets the entries of a legend in rows.</summary>
internal sealed class LegendLayout
{
    public const double RowHeight = 21;
    public const double SwatchWidth = 26;
    private const double Gap = 18;

    /// <param name="entries">In reading order.</param>
    /// <param name="left">Where rows begin.</param>
    /// <param name="width">How wide a row may be.</param>
    /// <param name="top">Where the first row begins.</param>
    public LegendLayout(IEnumerable<LegendEntry> entries, double left, double width, double top)
    {
        var places = ImmutableArray.CreateBuilder<(LegendEntry, double, double)>();
        double x = left, y = top;
        foreach (LegendEntry entry in entries)
        {
            double room = SwatchWidth + 6 + TextWidth.Of(entry.Label);
            if (x > left && x + room > left + width)
            {
                x = left;
                y += RowHeight;
            }

            places.Add((entry, x, y + RowHeight / 2));
            x += room + Gap;
        }

        Places = places.DrainToImmutable();
        Height = Places.IsEmpty ? 0 : y + RowHeight - top;
    }

    /// <summary>Each entry with the left end and the middle of its swatch.</summary>
    public ImmutableArray<(LegendEntry Entry, double X, double Y)> Places { get; }

    public double Height { get; }
}
