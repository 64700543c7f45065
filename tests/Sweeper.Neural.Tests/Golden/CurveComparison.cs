namespace Sweeper.Neural.Tests.Golden;

/// <summary>Compares what single precision gives with what an independent implementation gave in double precision.</summary>
internal static class CurveComparison
{
    /// <summary>Asserts that each number is the expected one but for rounding.</summary>
    /// <param name="expected">What the other one gave.</param>
    /// <param name="actual">What Sweeper gave.</param>
    /// <param name="tolerance">The greatest difference, as a share of the number.</param>
    public static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count(), actual.Count());

        // Weights near 0 are sums of larger numbers, whose rounding they inherit.
        Assert.All(expected.Zip(actual), pair =>
            Assert.Equal(pair.First, pair.Second, tolerance * Math.Max(Math.Abs(pair.First), 0.1)));
    }
}
