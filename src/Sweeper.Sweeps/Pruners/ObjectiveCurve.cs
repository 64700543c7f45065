using System.Collections.Immutable;

namespace Sweeper.Sweeps.Pruners;

/// <summary>The objective of a trial as it went.</summary>
/// <param name="Trial">The number of the trial.</param>
/// <param name="Values">Epochs, ascending, with the objective at each.</param>
public sealed record ObjectiveCurve(int Trial, ImmutableArray<KeyValuePair<int, double>> Values);
