using Sweeper.Reporting.Formatting;

namespace Sweeper.Reporting.Tests.Formatting;

public sealed class DurationsTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.34, "340 ms")]
    [InlineData(0.9996, "1.0 s")]
    [InlineData(3.44, "3.4 s")]
    [InlineData(34.4, "34 s")]
    [InlineData(59.7, "1 m 00 s")]
    [InlineData(80, "1 m 20 s")]
    [InlineData(3599.6, "1 h 00 m")]
    [InlineData(3900, "1 h 05 m")]
    [InlineData(183600, "2 d 3 h")]
    [InlineData(-1, "–")]
    [InlineData(double.NaN, "–")]
    public void Format_Seconds_HasTheUnitsThatMatter(double seconds, string expected) =>
        Assert.Equal(expected, Durations.Format(seconds).Replace('\u00a0', ' '));
}
