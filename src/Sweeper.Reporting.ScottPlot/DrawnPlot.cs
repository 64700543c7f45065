using Plot = global::ScottPlot.Plot;

namespace Sweeper.Reporting.ScottPlot;

/// <summary>A plot with the size that suits it.</summary>
/// <param name="Plot">To be disposed of by who has it last.</param>
/// <param name="Width">Pixels, at least 1.</param>
/// <param name="Height">Pixels, at least 1.</param>
internal sealed record DrawnPlot(Plot Plot, int Width, int Height);
