using System.Collections.Immutable;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Statistics;

/// <summary>
/// The trials of a sweep with objectives that can be averaged and set beside each other. What a pruned trial had reached is of
/// an early epoch, and says nothing beside what others came to at their ends: either pruned trials are left out or, where too
/// few were trained to their ends, all are taken as they were at one epoch.
/// </summary>
public sealed record ComparableTrials
{
    // So many completed trials are enough whatever their share.
    private const int Enough = 20;

    private ComparableTrials()
    {
    }

    /// <summary>All trials in their order; those that cannot be compared have no objective.</summary>
    public required ImmutableArray<TrialRecord> Trials { get; init; }

    /// <summary>The epoch of which all objectives are; null where each is that of its trial's best epoch.</summary>
    public int? Epoch { get; private init; }

    /// <summary>How many pruned trials are left out.</summary>
    public int LeftOut { get; private init; }

    /// <summary>How many can be compared.</summary>
    public int Count => Trials.Count(Leaderboard.IsRanked);

    /// <summary>
    /// Takes the completed trials where they are at least half of the ranked ones, or 20; otherwise all ranked trials at the
    /// last epoch that every one of them reached and, where there is none, the completed ones again.
    /// </summary>
    /// <param name="trials">The trials of a sweep.</param>
    /// <param name="epochs">The epochs of each trial, by its number; trials without any are absent.</param>
    /// <param name="metric">What trials are ranked by.</param>
    public static ComparableTrials Of(
        ImmutableArray<TrialRecord> trials, IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> epochs, string metric)
    {
        TrialRecord[] ranked = [.. trials.Where(Leaderboard.IsRanked)];
        int pruned = ranked.Count(t => t.State == TrialState.Pruned), completed = ranked.Length - pruned;
        if (pruned == 0)
            return new ComparableTrials { Trials = trials };
        if (completed < Enough && completed < pruned && CommonEpoch(ranked, epochs, metric) is int epoch)
        {
            double? At(TrialRecord trial) => epochs[trial.Number].First(e => e.Epoch == epoch).Find(metric);
            return new ComparableTrials
            {
                Trials = [.. trials.Select(t => Leaderboard.IsRanked(t) ? t with { Objective = At(t) } : t)], Epoch = epoch,
            };
        }

        return OfCompleted(trials);
    }

    /// <summary>Leaves out what was pruned, however little is left.</summary>
    public static ComparableTrials OfCompleted(ImmutableArray<TrialRecord> trials) => new()
    {
        Trials = [.. trials.Select(t => t.State == TrialState.Pruned ? t with { Objective = null } : t)],
        LeftOut = trials.Count(t => t.State == TrialState.Pruned && Leaderboard.IsRanked(t)),
    };

    private static int? CommonEpoch(
        TrialRecord[] ranked, IReadOnlyDictionary<int, ImmutableArray<EpochMetrics>> epochs, string metric)
    {
        HashSet<int>? common = null;
        foreach (TrialRecord trial in ranked)
        {
            IEnumerable<int> own = epochs.GetValueOrDefault(trial.Number, [])
                .Where(e => e.Epoch > 0 && e.Find(metric) is double value && double.IsFinite(value)).Select(e => e.Epoch);
            if (common is null)
                common = [.. own];
            else
                common.IntersectWith(own);
        }

        return common is { Count: > 0 } ? common.Max() : null;
    }
}
