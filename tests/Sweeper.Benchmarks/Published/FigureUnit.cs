namespace Sweeper.Benchmarks.Published;

/// <summary>What a figure is counted in.</summary>
internal enum FigureUnit
{
    /// <summary>A share, 0 … 1, shown in per cent.</summary>
    Percent,

    /// <summary>How many times as much.</summary>
    Times,

    Seconds,

    /// <summary>A number of something.</summary>
    Count,
}
