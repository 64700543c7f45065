using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Statistics;

/// <summary>The trials of a sweep from the best to the worst, then those that cannot be ranked.</summary>
public static class Leaderboard
{
    /// <summary>Whether a trial is ranked: it has an objective, and a state that <see cref="TrialStates.IsRanked"/>.</summary>
    public static bool IsRanked(TrialRecord trial) => trial.Objective is not null && trial.State.IsRanked();

    /// <summary>
    /// Ranked trials by objective, equal ones by number and with equal rank (1, 2, 2, 4); then the others, grouped by state in
    /// the order of <see cref="TrialState"/> with failures last, and by number within a state.
    /// </summary>
    public static ImmutableArray<LeaderboardEntry> Rank(IEnumerable<TrialRecord> trials, Goal goal)
    {
        ILookup<bool, TrialRecord> groups = trials.ToLookup(IsRanked);
        IOrderedEnumerable<TrialRecord> ranked = goal == Goal.Maximize
            ? groups[true].OrderByDescending(t => t.Objective)
            : groups[true].OrderBy(t => t.Objective);

        var entries = ImmutableArray.CreateBuilder<LeaderboardEntry>();
        foreach (TrialRecord trial in ranked.ThenBy(t => t.Number))
        {
            bool tied = entries.Count > 0 && entries[^1].Trial.Objective == trial.Objective;
            entries.Add(new LeaderboardEntry(tied ? entries[^1].Rank : entries.Count + 1, trial));
        }

        entries.AddRange(groups[false]
            .OrderBy(t => t.State is TrialState.Diverged or TrialState.Failed)
            .ThenBy(t => t.State)
            .ThenBy(t => t.Number)
            .Select(t => new LeaderboardEntry(null, t)));
        return entries.DrainToImmutable();
    }
}

/// <summary>A row of the leaderboard.</summary>
/// <param name="Rank">From 1; equal objectives share a rank. Null when the trial is not ranked.</param>
/// <param name="Trial">The trial.</param>
public sealed record LeaderboardEntry(int? Rank, TrialRecord Trial);
