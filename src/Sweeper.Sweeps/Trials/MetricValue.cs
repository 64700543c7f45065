namespace Sweeper.Sweeps.Trials;

/// <summary>The value of a metric at one epoch; NaN and the infinities are values too.</summary>
public readonly record struct MetricValue(string Metric, double Value);
