using Sweeper.Reporting.Formatting;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Reporting.Tests.Formatting;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(0.07123, "0.07123")]
    [InlineData(2.302585, "2.303")]
    [InlineData(12.345, "12.35")]
    [InlineData(1234.56, "1235")]
    [InlineData(9.99996, "10.00")]
    [InlineData(0.0603499097344227, "0.06035")]
    [InlineData(12345.678, "12346")]
    [InlineData(0.00012346, "0.0001235")]
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
    [InlineData(0.0603499097344227, "0.06035")]
    [InlineData(0.5, "0.5")]
    [InlineData(123456, "123456")]
    [InlineData(16384, "16384")]
    public void Setting_Number_KeepsWholeOnesAndFourDigitsOfOthers(double value, string expected) =>
        Assert.Equal(expected, Numbers.Setting(new NumberValue(value)));

    [Theory]
    [InlineData(0.0603499097344227, "0.0603499097344227")]
    [InlineData(-3e-7, "−3e−07")]
    [InlineData(double.NaN, "NaN")]
    public void Whole_Number_HasAllDigits(double value, string expected) => Assert.Equal(expected, Numbers.Whole(value));

    [Theory]
    [InlineData(0, "0 trials")]
    [InlineData(1, "1 trial")]
    [InlineData(12000, "12,000 trials")]
    public void Count_OfANoun_HasItsPlural(long count, string expected) => Assert.Equal(expected, Numbers.Count(count, "trial"));

    [Theory]
    [InlineData(0.97531, "97.53\u00a0%")]
    [InlineData(1, "100.00\u00a0%")]
    [InlineData(double.NaN, "NaN")]
    public void Percent_Fraction_HasTwoDecimals(double value, string expected) => Assert.Equal(expected, Numbers.Percent(value));

    [Theory]
    [InlineData(9999, "9999")]
    [InlineData(60000, "60,000")]
    public void Count_FromTenThousand_IsGrouped(long count, string expected) => Assert.Equal(expected, Numbers.Count(count));

    [Theory]
    [InlineData(1e20, "1e+20")]
    [InlineData(1000000, "1000000")]
    [InlineData(1e-9, "1e\u221209")]
    public void Setting_Number_IsWrittenInOneStyle(double value, string expected) =>
        Assert.Equal(expected, Numbers.Setting(new NumberValue(value)));
}
