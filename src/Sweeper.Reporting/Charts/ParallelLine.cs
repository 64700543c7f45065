using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>A line of a <see cref="ParallelChart"/>.</summary>
/// <param name="Trial">The number of its trial.</param>
/// <param name="Places">Where it crosses each axis, 0 … 1; NaN where it does not.</param>
/// <param name="Shade">0 for the worst fifth of the trials … 4 for the best.</param>
public sealed record ParallelLine(int Trial, ImmutableArray<double> Places, int Shade);
