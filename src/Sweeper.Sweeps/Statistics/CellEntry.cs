namespace Sweeper.Sweeps.Statistics;

/// <summary>A row of the leaderboard of cells.</summary>
/// <param name="Rank">From 1; equal means share a rank. Null when the cell is not ranked.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Standing">How it stands to the best cell.</param>
/// <param name="Probability">
/// The probability, 0 … 1, of means at least as far apart as its and the best one's when there is no difference, corrected for
/// the choice of the best (<see cref="MeanComparison.Corrected"/>); null unless <paramref name="Standing"/> is tied or worse.
/// </param>
public sealed record CellEntry(int? Rank, TrialCell Cell, CellStanding Standing, double? Probability)
{
    /// <summary>Whether it is the best cell or cannot be told from it.</summary>
    public bool IsTiedForBest => Standing is CellStanding.Best or CellStanding.Tied;
}

/// <summary>How a cell stands to the best one.</summary>
public enum CellStanding
{
    /// <summary>Its mean is the best; of equal means, that with the lowest trial number.</summary>
    Best,

    /// <summary>Tested against the best, and no difference could be shown.</summary>
    Tied,

    /// <summary>Tested against the best, and shown to be worse.</summary>
    Worse,

    /// <summary>
    /// It has a mean, but it or the best has a single ranked trial or an infinite one, so there is nothing to test with.
    /// </summary>
    Untestable,

    /// <summary>It has no ranked trial.</summary>
    Unranked,
}
