namespace Sweeper.Reporting.Charts;

/// <summary>A value of a <see cref="DotCategory"/>.</summary>
/// <param name="Value">Finite.</param>
/// <param name="Trial">The number of the trial it belongs to.</param>
public readonly record struct DotValue(double Value, int Trial);
