namespace Sweeper.Reporting.Charts;

/// <summary>A mark at a point, such as the best epoch.</summary>
/// <param name="At">Where.</param>
/// <param name="Shape">Which mark.</param>
public readonly record struct ChartMarker(ChartPoint At, MarkerShape Shape);
