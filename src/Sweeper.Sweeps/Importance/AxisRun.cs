namespace Sweeper.Sweeps.Importance;

/// <summary>Neighbouring values of an axis, by their places: <paramref name="Low"/> ≤ place &lt; <paramref name="High"/>.</summary>
internal readonly record struct AxisRun(int Low, int High);
