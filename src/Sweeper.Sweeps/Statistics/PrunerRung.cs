using System.Collections.Immutable;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Statistics;

/// <summary>What a pruner decided at an epoch at which it compared trials.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Arrived">How many trials were compared there.</param>
/// <param name="Pruned">How many of them it stopped.</param>
/// <param name="Threshold">What was needed to go on when the last of them came; null where nothing was.</param>
/// <param name="Finished">How many of them were trained to their ends afterwards.</param>
/// <param name="Correlation">
/// How far the order of those was the same there as at their ends, by Spearman's rank correlation, −1 … 1; null for fewer than
/// three, or where all were equal. What was pruned there has no end to compare with, so it says nothing of those.
/// </param>
public sealed record PrunerRung(int Epoch, int Arrived, int Pruned, double? Threshold, int Finished, double? Correlation)
{
    private const int FewestRanks = 3;
    private const int Digits = 9;

    /// <summary>The rungs in the order of their epochs.</summary>
    /// <param name="decisions">Those of a sweep's pruner, in the order in which they were made.</param>
    /// <param name="trials">The trials of the sweep.</param>
    public static ImmutableArray<PrunerRung> Of(
        ImmutableArray<PrunerDecision> decisions, ImmutableArray<TrialRecord> trials)
    {
        Dictionary<int, double> ends = trials.Where(t => t.State == TrialState.Completed && Leaderboard.IsRanked(t))
            .ToDictionary(t => t.Number, t => t.Objective!.Value);
        return
        [
            .. from decision in decisions
               group decision by decision.Rung into rung
               orderby rung.Key
               let finished = rung.Where(d => ends.ContainsKey(d.Trial)).ToArray()
               select new PrunerRung(
                   rung.Key, rung.Count(), rung.Count(d => d.IsPruned),
                   rung.LastOrDefault(d => d.Threshold is not null)?.Threshold,
                   finished.Length, RankCorrelation([.. finished.Select(d => d.Value)],
                       [.. finished.Select(d => ends[d.Trial])])),
        ];
    }

    /// <summary>Spearman's rank correlation, equal values sharing their mean rank; null where there is none.</summary>
    private static double? RankCorrelation(double[] first, double[] second)
    {
        double correlation = first.Length < FewestRanks ? double.NaN
            : MathNet.Numerics.Statistics.Correlation.Spearman(first, second);
        return double.IsNaN(correlation) ? null : Math.Round(correlation, Digits);
    }
}
