using Sweeper.Sweeps.Store;

namespace Sweeper.Sweeps.Statistics;

/// <summary>A row of the leaderboard.</summary>
/// <param name="Rank">From 1; equal objectives share a rank. Null when the trial is not ranked.</param>
/// <param name="Trial">The trial.</param>
public sealed record LeaderboardEntry(int? Rank, TrialRecord Trial);
