using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Store;

namespace Sweeper.Sweeps.Statistics;

/// <summary>
/// The cells of a sweep from the best mean objective to the worst, then those without one, and which of them cannot be told from
/// the best: each other cell is compared with it by <see cref="MeanComparison"/>, paired where trials of one repeat or fold
/// share their seed or what is held out. The best is chosen by the same numbers that it is tested with, and chosen because it
/// was lucky too: probabilities are corrected for that, so that of cells that are all alike one is called worse in one sweep
/// of twenty.
/// </summary>
public sealed record CellLeaderboard
{
    /// <summary>The level of the tests: a cell is tied where its corrected probability is above it.</summary>
    public const double Level = MeanComparison.Level;

    /// <summary>
    /// Ranked cells by mean, equal ones by trial number; then the others, those where every trial failed last.
    /// </summary>
    public required ImmutableArray<CellEntry> Entries { get; init; }

    /// <summary>The best cell; null when none is ranked.</summary>
    public CellEntry? Best => Entries.FirstOrDefault(e => e.Standing == CellStanding.Best);

    /// <summary>
    /// The trial that stands for the sweep wherever one has to: the best one of the cell with the best mean, of equal ones that
    /// with the lowest number; null when none is ranked. Where each cell is trained once, it is the best trial.
    /// </summary>
    public TrialRecord? BestTrial => Best is CellEntry best ? Leaderboard.Rank(best.Cell.Averaged, Goal)[0].Trial : null;

    /// <summary>The cells whose mean is exactly that of the best one, which is among them; empty when none is ranked.</summary>
    public ImmutableArray<CellEntry> First => [.. Entries.TakeWhile(e => e.Rank == 1)];

    /// <summary>Which means are better.</summary>
    public required Goal Goal { get; init; }

    /// <summary>How cells were compared with the best.</summary>
    public required MeanTest Test { get; init; }

    /// <summary>The best cell less the next one that was compared with it; null where none was.</summary>
    public required MeanDifference? Nearest { get; init; }

    /// <summary>Whether some cell was trained more than once, so that grouping says more than the trials do.</summary>
    public bool HasRepeats => Entries.Any(e => e.Cell.Trials.Length > 1);

    /// <summary>How many pruned trials are left out of all means.</summary>
    public int LeftOut => Entries.Sum(e => e.Cell.LeftOut);

    /// <summary>How many cells are the best or cannot be told from it; 0 when none is ranked.</summary>
    public int TiedForBest => Entries.Count(e => e.IsTiedForBest);

    /// <summary>
    /// How many cells from the top are the best or cannot be told from it, without a gap: "the top 3 cannot be told apart". A
    /// cell below a gap may still be tied, as its trials vary more.
    /// </summary>
    public int TiedFromTop => Entries.TakeWhile(e => e.IsTiedForBest).Count();

    public static CellLeaderboard Rank(IEnumerable<TrialRecord> trials, Goal goal)
    {
        ILookup<bool, TrialCell> groups = TrialCell.Group(trials).ToLookup(c => c.Objective is not null);
        TrialCell[] ranked = [.. groups[true].OrderBy(c => c.Objective!.Mean, MeanOrder(goal))];
        IEnumerable<CellEntry> unranked = groups[false]
            .OrderBy(c => c.Failed == c.Trials.Length)
            .Select(c => new CellEntry(null, c, CellStanding.Unranked, null));
        MeanComparison comparison = Compare(ranked);
        int nearest = Enumerable.Range(1, Math.Max(0, ranked.Length - 1)).FirstOrDefault(i => comparison[i] is not null);
        return new CellLeaderboard
        {
            Goal = goal,
            Entries = [.. CompareWithBest(ranked, comparison), .. unranked],
            Test = comparison.Test,
            Nearest = nearest == 0 ? null : comparison[nearest],
        };
    }

    /// <summary>
    /// The best mean first; NaN, the mean of opposite infinities, is worse than any number. What sorts by it keeps cells of
    /// equal means in the order of their lowest trial number.
    /// </summary>
    public static Comparer<double> MeanOrder(Goal goal) => Comparer<double>.Create((first, second) =>
    {
        if (double.IsNaN(first) || double.IsNaN(second))
            return double.IsNaN(first).CompareTo(double.IsNaN(second));
        return goal == Goal.Maximize ? second.CompareTo(first) : first.CompareTo(second);
    });

    private static MeanComparison Compare(TrialCell[] ranked)
    {
        TrialRecord[] trials = [.. ranked.SelectMany(c => c.Averaged)];
        bool areShared = ranked.Length > 1 && trials.All(t => double.IsFinite(t.Objective!.Value))
            && trials.GroupBy(t => (t.Repeat, t.Fold))
                .All(g => g.Count() == ranked.Length
                    && (g.Key.Fold is not null || g.Select(t => t.Seed).Distinct().Count() == 1));
        return areShared
            ? MeanComparison.Paired([.. ranked.Select(
                c => c.Averaged.ToDictionary(t => (t.Repeat, t.Fold), t => t.Objective!.Value))])
            : MeanComparison.Of([.. ranked.Select(c => c.Objective!)]);
    }

    private static IEnumerable<CellEntry> CompareWithBest(TrialCell[] ranked, MeanComparison comparison)
    {
        ImmutableArray<double?> corrected = comparison.Corrected();
        int rank = 0;
        for (int i = 0; i < ranked.Length; i++)
        {
            if (i == 0 || ranked[i].Objective!.Mean != ranked[i - 1].Objective!.Mean)
                rank = i + 1;
            double? probability = i == 0 ? null : corrected[i - 1];
            yield return new CellEntry(rank, ranked[i], StandingOf(i, probability), probability);
        }
    }

    private static CellStanding StandingOf(int index, double? probability)
    {
        if (index == 0)
            return CellStanding.Best;
        if (probability is null)
            return CellStanding.Untestable;
        return probability > Level ? CellStanding.Tied : CellStanding.Worse;
    }
}
