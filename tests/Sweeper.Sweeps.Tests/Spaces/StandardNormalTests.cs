using Sweeper.Sweeps.Spaces;

namespace Sweeper.Sweeps.Tests.Spaces;

public class StandardNormalTests
{
    // Of mpmath with 50 digits.
    [Theory]
    [InlineData(0, -0.69314718055994531)]
    [InlineData(-1, -1.8410216450092635)]
    [InlineData(-19.9, -201.91716770733263)]
    [InlineData(-20.1, -205.92711840194822)]
    [InlineData(-100, -5005.5242086942050)]
    [InlineData(8, -6.2209605742717843e-16)]
    public void LogBelow_FarOut_IsExact(double x, double expected) => AssertClose(expected, StandardNormal.LogBelow(x));

    [Fact]
    public void LogBetween_AnyInterval_IsTheIntegralOfTheDensity()
    {
        foreach (double width in (double[])[1e-6, 0.001, 0.02, 0.1, 0.2499, 0.2501, 0.5, 3])
        {
            foreach (double middle in (double[])[0, 0.3, -1, 2.4, -2.6, 5, -9, 12, -20, 25, 37, -80])
                AssertClose(
                    Integrated(middle, width), StandardNormal.LogBetween(middle - (width / 2), middle + (width / 2)), 1e-9);
        }
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-12)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void Quantile_Probability_LiesThereBelow(double probability) =>
        AssertClose(Math.Log(probability), StandardNormal.LogBelow(StandardNormal.Quantile(probability)), 1e-12);

    // About the greatest value in the interval, by Simpson's rule in steps that follow it down.
    private static double Integrated(double middle, double width)
    {
        double from = middle - (width / 2), peak = Math.Clamp(0, from, from + width), greatest = -0.5 * peak * peak;
        const int Steps = 20_000;
        double sum = 0, step = width / Steps;
        for (int i = 0; i <= Steps; i++)
        {
            double x = from + (i * step);
            sum += (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp((-0.5 * x * x) - greatest);
        }

        return greatest + Math.Log(sum * step / 3) - (0.5 * Math.Log(2 * Math.PI));
    }

    private static void AssertClose(double expected, double actual, double tolerance = 1e-13) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Max(1e-3, Math.Abs(expected)),
            $"{actual:R} instead of {expected:R}");
}
