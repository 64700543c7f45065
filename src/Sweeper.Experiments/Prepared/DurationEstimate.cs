using System.Collections.Immutable;

namespace Sweeper.Experiments.Prepared;

/// <summary>How long a sweep is likely to take on this machine.</summary>
/// <param name="Smallest">The quickest trial, to its last epoch.</param>
/// <param name="Largest">The slowest trial, to its last epoch.</param>
/// <param name="Total">All trials.</param>
/// <param name="Assumptions">What it takes for granted, each completing "assuming".</param>
public sealed record DurationEstimate(TimeSpan Smallest, TimeSpan Largest, TimeSpan Total, ImmutableArray<string> Assumptions);
