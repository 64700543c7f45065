namespace Sweeper.Sweeps.Statistics;

/// <summary>A point of a curve; <paramref name="Y"/> may be NaN or infinite.</summary>
public readonly record struct CurvePoint(double X, double Y);
