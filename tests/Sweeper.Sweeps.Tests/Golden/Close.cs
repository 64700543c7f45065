namespace Sweeper.Sweeps.Tests.Golden;

/// <summary>Compares with what another program worked out.</summary>
internal static class Close
{
    /// <summary>Passes when two numbers differ by at most a share of the expected one.</summary>
    public static void Relative(double expected, double actual, double tolerance) =>
        Assert.InRange(actual, expected - (tolerance * Math.Abs(expected)), expected + (tolerance * Math.Abs(expected)));
}
