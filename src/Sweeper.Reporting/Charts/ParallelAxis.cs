using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>An axis of a <see cref="ParallelChart"/>.</summary>
/// <param name="Title">What it shows, with its unit.</param>
/// <param name="Ticks">Labels with their places, 0 at the bottom and 1 at the top.</param>
public sealed record ParallelAxis(string Title, ImmutableArray<(double Place, string Label)> Ticks);
