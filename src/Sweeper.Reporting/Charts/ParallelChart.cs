using System.Collections.Immutable;

namespace Sweeper.Reporting.Charts;

/// <summary>A line for each trial across parallel axes, one for each hyperparameter and the last for the objective.</summary>
public sealed record ParallelChart : Chart
{
    public required ImmutableArray<ParallelAxis> Axes { get; init; }

    /// <summary>In drawing order, the best last.</summary>
    public required ImmutableArray<ParallelLine> Lines { get; init; }

    /// <summary>What the line of the best trial is called.</summary>
    public required string BestTitle { get; init; }
}

/// <summary>An axis of a <see cref="ParallelChart"/>.</summary>
/// <param name="Title">What it shows, with its unit.</param>
/// <param name="Ticks">Labels with their places, 0 at the bottom and 1 at the top.</param>
public sealed record ParallelAxis(string Title, ImmutableArray<(double Place, string Label)> Ticks);

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
