using Sweeper.Reporting.Formatting;

namespace Sweeper.Reporting.Tests.Formatting;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(0.07123, "0.0712")]
    [InlineData(2.302585, "2.3026")]
    [InlineData(12.345, "12.35")]
    [InlineData(1234.56, "1234.6")]
    [InlineData(7, "7")]
    [InlineData(0, "0")]
    [InlineData(-0.5, "−0.5000")]
    [InlineData(0.000031, "3.1e−05")]
    [InlineData(1e300, "1e+300")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Format_Number_HasSensibleDigits(double value, string expected) => Assert.Equal(expected, Numbers.Format(value));

    [Theory]
    [InlineData(0.97531, "97.53\u00a0%")]
    [InlineData(1, "100.00\u00a0%")]
    [InlineData(double.NaN, "NaN")]
    public void Percent_Fraction_HasTwoDecimals(double value, string expected) => Assert.Equal(expected, Numbers.Percent(value));

    [Theory]
    [InlineData(9999, "9999")]
    [InlineData(60000, "60,000")]
    public void Count_FromTenThousand_IsGrouped(long count, string expected) => Assert.Equal(expected, Numbers.Count(count));
}
