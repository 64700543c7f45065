namespace Sweeper.Reporting.Charts;

/// <summary>How values become colours.</summary>
public enum ColorRamp
{
    /// <summary>From dark violet to bright yellow, even in lightness: for values of which all matter.</summary>
    Sequential,

    /// <summary>From the background to a strong red-orange: for amounts of something that should be nothing.</summary>
    Amount,
}
