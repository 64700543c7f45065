namespace Sweeper.Datasets.Digits;

/// <summary>
/// Uniform Catmull–Rom curves: Catmull and Rom, "A Class of Local Interpolating Splines" (1974). The curve passes every point
/// and its direction at a point is that from the previous point to the next.
/// </summary>
internal static class Spline
{
    /// <summary>
    /// The curve between <paramref name="from"/> (at t = 0) and <paramref name="to"/> (at t = 1), given the points before and
    /// after them, or themselves again where the curve begins or ends.
    /// </summary>
    public static PenPoint At(PenPoint before, PenPoint from, PenPoint to, PenPoint after, double t)
    {
        // The Hermite form with tangents (to − before) / 2 and (after − from) / 2.
        double t2 = t * t;
        double t3 = t2 * t;
        return (2 * t3 - 3 * t2 + 1) * from + (0.5 * (t3 - 2 * t2 + t)) * (to - before)
            + (3 * t2 - 2 * t3) * to + (0.5 * (t3 - t2)) * (after - from);
    }
}
