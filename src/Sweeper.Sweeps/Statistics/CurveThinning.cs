using System.Collections.Immutable;

namespace Sweeper.Sweeps.Statistics;

/// <summary>
/// Leaves out points of a curve so that it still looks the same: the Largest-Triangle-Three-Buckets algorithm of S. Steinarsson,
/// "Downsampling Time Series for Visual Representation" (2013), section 4.2. Points that are kept are kept as they are.
/// </summary>
public static class CurveThinning
{
    /// <summary>
    /// At most a number of the points: the first, the last, and of each stretch between the one that makes the largest triangle
    /// with the one before and the mean of the stretch after. A point that is NaN or infinite makes the largest, so that a gap
    /// stays.
    /// </summary>
    /// <param name="points">By ascending X, which is finite.</param>
    /// <param name="most">At least 3.</param>
    public static ImmutableArray<CurvePoint> Thin(ReadOnlySpan<CurvePoint> points, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 3);
        if (points.Length <= most)
            return [.. points];

        var kept = ImmutableArray.CreateBuilder<CurvePoint>(most);
        kept.Add(points[0]);
        for (int stretch = 0; stretch < most - 2; stretch++)
        {
            int start = StartOf(stretch, points.Length, most), end = StartOf(stretch + 1, points.Length, most);
            int nextEnd = Math.Min(StartOf(stretch + 2, points.Length, most), points.Length);
            kept.Add(FarthestOf(points[start..end], kept[^1], MeanOf(points[end..nextEnd])));
        }

        kept.Add(points[^1]);
        return kept.MoveToImmutable();
    }

    // The points between the first and the last, in as many stretches as are kept of them; then the last alone.
    private static int StartOf(int stretch, int points, int most) => 1 + (int)((long)stretch * (points - 2) / (most - 2));

    private static CurvePoint FarthestOf(ReadOnlySpan<CurvePoint> stretch, CurvePoint before, CurvePoint after)
    {
        CurvePoint farthest = stretch[0];
        double largest = -1;
        foreach (CurvePoint point in stretch)
        {
            double area = Math.Abs(
                ((before.X - after.X) * (point.Y - before.Y)) - ((before.X - point.X) * (after.Y - before.Y)));
            if (!double.IsFinite(point.Y))
                return point;
            if (area > largest)
                (farthest, largest) = (point, area);
        }

        return farthest;
    }

    private static CurvePoint MeanOf(ReadOnlySpan<CurvePoint> stretch)
    {
        double x = 0, y = 0;
        foreach (CurvePoint point in stretch)
        {
            x += point.X / stretch.Length;
            y += point.Y / stretch.Length;
        }

        return new CurvePoint(x, y);
    }
}

/// <summary>A point of a curve; <paramref name="Y"/> may be NaN or infinite.</summary>
public readonly record struct CurvePoint(double X, double Y);
