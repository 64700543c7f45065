using System.Globalization;
using System.Text;
using Sweeper.Reporting.Charts;

namespace Sweeper.Reporting.Drawing;

/// <summary>Writes the <c>d</c> of an SVG path.</summary>
internal static class PathData
{
    /// <summary>
    /// A line through the points, to a tenth of a unit. Points without a coordinate break it, and a point alone becomes a
    /// line of no length, which a round line cap shows as a dot. Empty when there is no point.
    /// </summary>
    public static string Of(IEnumerable<ChartPoint> points, AxisMap x, AxisMap y)
    {
        var path = new StringBuilder();
        bool isOpen = false;
        int length = 0;
        foreach (ChartPoint point in points)
        {
            double px = x.Map(point.X), py = y.Map(point.Y);
            if (!double.IsFinite(px) || !double.IsFinite(py))
            {
                Close(path, length);
                isOpen = false;
                length = 0;
                continue;
            }

            path.Append(isOpen ? ' ' : 'M').Append(Coordinate(px)).Append(' ').Append(Coordinate(py));
            isOpen = true;
            length++;
        }

        Close(path, length);
        return path.ToString();
    }

    /// <summary>The outline of a band: along its upper edge and back along its lower one. Empty when it has no point.</summary>
    public static string OfBand(LineBand band, AxisMap x, AxisMap y)
    {
        string outline = Of(band.High.Concat(band.Low.Reverse()), x, y);
        return outline.Length == 0 ? "" : outline + "Z";
    }

    /// <summary>A coordinate with at most one decimal.</summary>
    public static string Coordinate(double value)
    {
        double rounded = Math.Round(value, 1);
        return (rounded == 0 ? 0 : rounded).ToString(CultureInfo.InvariantCulture);
    }

    private static void Close(StringBuilder path, int length)
    {
        if (length == 1)
            path.Append("h0");
    }
}
