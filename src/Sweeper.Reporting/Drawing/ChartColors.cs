namespace Sweeper.Reporting.Drawing;

/// <summary>The categorical colours, which the style sheet defines as classes c0, c1, …</summary>
internal static class ChartColors
{
    /// <summary>How many there are; further categories begin again.</summary>
    public const int Count = 6;
}
