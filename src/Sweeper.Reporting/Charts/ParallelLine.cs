using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>A line of a <see cref="ParallelChart"/>.</summary>
/// <param name="Trial">The number of its trial.</param>
/// <param name="Places">Where it crosses each axis, 0 … 1; NaN where it does not.</param>
/// <param name="Rank">How good the trial is.</param>
public sealed record ParallelLine(int Trial, ImmutableArray<double> Places, ParallelRank Rank);

/// <summary>How good the trial of a <see cref="ParallelLine"/> is among the others.</summary>
public enum ParallelRank
{
    /// <summary>Not among the best tenth.</summary>
    Behind,

    /// <summary>Among the best tenth.</summary>
    Front,

    /// <summary>The best.</summary>
    Best,
}
