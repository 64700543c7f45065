using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Sweeps.Statistics;

/// <summary>What is known of a cell that is trained again and again.</summary>
/// <param name="Given">How many repeats it was given, failed ones included.</param>
/// <param name="Objectives">The objectives of those that are ranked.</param>
public sealed record RepeatedCell(int Given, ImmutableArray<double> Objectives);

/// <summary>
/// Gives repeats to the cells where they decide which is the best: every cell has the least number; then, round by round, the
/// best cell and those that cannot be told from it get one more, until the best stands alone or they have the most. They are
/// told apart by <see cref="WelchTest"/>, corrected by <see cref="HolmCorrection"/>: of two cells at a time, so that how much a
/// third one varies decides nothing about them. A cell without a ranked trial, or with an infinite mean, is no rival.
/// </summary>
/// <param name="goal">Which means are better.</param>
/// <param name="least">The repeats that every cell gets; at least 2, as one cannot be compared.</param>
/// <param name="most">The most that a cell gets; not less.</param>
public sealed class SeparatedRepeats(Goal goal, int least, int most)
{
    /// <summary>
    /// How many further repeats each cell gets in the next round, in the order given; all 0 when the repeats are over. To be
    /// asked when all repeats of the rounds before have ended, so that the answer does not depend on how many are trained at
    /// once.
    /// </summary>
    public ImmutableArray<int> NextRound(IReadOnlyList<RepeatedCell> cells)
    {
        if (cells.Any(c => c.Given < least))
            return [.. cells.Select(c => Math.Max(0, least - c.Given))];
        HashSet<int> contenders = Contenders([.. cells.Select(c => SampleSummary.Of(c.Objectives))]);
        return [.. cells.Select((cell, i) => contenders.Contains(i) && cell.Given < most ? 1 : 0)];
    }

    /// <summary>Whether the best cell can be told from all others.</summary>
    public bool StandsApart(IReadOnlyList<RepeatedCell> cells) =>
        Contenders([.. cells.Select(c => SampleSummary.Of(c.Objectives))]).Count == 0;

    /// <summary>The best cell and those that cannot be told from it; none when it stands alone.</summary>
    private HashSet<int> Contenders(SampleSummary?[] cells)
    {
        int[] ranked =
        [
            .. Enumerable.Range(0, cells.Length)
                .Where(i => cells[i] is { } cell && double.IsFinite(cell.Mean))
                .OrderBy(i => cells[i]!.Mean, CellLeaderboard.MeanOrder(goal)),
        ];
        if (ranked.Length < 2)
            return [];
        double?[] probabilities = [.. ranked.Skip(1).Select(i => WelchTest.Probability(cells[ranked[0]]!, cells[i]!))];
        // Where there is nothing to test with, no difference is shown.
        ImmutableArray<double> corrected = HolmCorrection.Correct([.. probabilities.Select(p => p ?? 1)]);
        HashSet<int> rivals = [.. ranked.Skip(1).Where((_, i) => corrected[i] > CellLeaderboard.Level)];
        return rivals.Count == 0 ? [] : [ranked[0], .. rivals];
    }
}
