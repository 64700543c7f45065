namespace Sweeper.Sweeps.Statistics;

/// <summary>A row of the leaderboard of cells.</summary>
/// <param name="Rank">From 1; equal means share a rank. Null when the cell is not ranked.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Standing">How it stands to the best cell.</param>
/// <param name="Probability">
/// The Holm-corrected probability, 0 … 1, of means at least as far apart as its and the best one's when there is no difference; null
/// unless <paramref name="Standing"/> is tied or worse.
/// </param>
public sealed record CellEntry(int? Rank, TrialCell Cell, CellStanding Standing, double? Probability)
{
    /// <summary>Whether it is the best cell or cannot be told from it.</summary>
    public bool IsTiedForBest => Standing is CellStanding.Best or CellStanding.Tied;
}
