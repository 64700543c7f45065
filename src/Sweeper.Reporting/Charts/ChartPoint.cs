namespace Sweeper.Reporting.Charts;

/// <summary>A point in the units of its axes. A coordinate that is not finite makes a gap.</summary>
public readonly record struct ChartPoint(double X, double Y);
