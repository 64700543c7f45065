using Sweeper.Sweeps.Statistics;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class BinomialIntervalTests
{
    // Of the table in R. G. Newcombe, "Two-Sided Confidence Intervals for the Single Proportion" (1998), method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Of_PublishedCounts_IsThePublishedInterval(int right, int count, double lower, double upper)
    {
        ConfidenceInterval interval = BinomialInterval.Of((double)right / count, count);

        Assert.Equal(lower, interval.Lower, 0.00005);
        Assert.Equal(upper, interval.Upper, 0.00005);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1, 20)]
    [InlineData(0, 1_000_000)]
    public void Of_AllOrNone_StaysWithinThePossible(double share, int count)
    {
        ConfidenceInterval interval = BinomialInterval.Of(share, count);

        Assert.True(interval.Lower >= 0 && interval.Upper <= 1 && interval.Lower < interval.Upper);
        Assert.InRange(share, interval.Lower, interval.Upper);
    }
}
