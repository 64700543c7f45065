using Sweeper.Reporting.Charts;
using Sweeper.Sweeps.Statistics;

namespace Sweeper.Reporting.Formatting;

/// <summary>Says how cells were compared, and what their repeats can show.</summary>
public static class CellWords
{
    private const int Digits = 3;

    /// <summary>How means were compared, as a part of a sentence.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="trainings">What the trials of a cell are called, such as <c>repeats</c>.</param>
    public static string Test(CellLeaderboard cells, string trainings) => cells.Test switch
    {
        MeanTest.Paired => $"t-tests paired by the {trainings} that they share",
        MeanTest.Blocked => $"t-tests paired by the {trainings} that they share, with their variances pooled",
        MeanTest.ModeratedBlocked => $"t-tests paired by the {trainings} that they share, with variances drawn toward each "
            + "other (Smyth, 2004), as they differ",
        MeanTest.Pooled => "t-tests with their variances pooled",
        MeanTest.Moderated => "t-tests with variances drawn toward each other (Smyth, 2004), as they differ",
        _ => "Welch's t-tests, as their variances differ",
    };

    /// <summary>
    /// How probabilities are corrected for the best having been chosen by the same values, as a part of a sentence.
    /// </summary>
    /// <param name="cells">The cells.</param>
    public static string Correction(CellLeaderboard cells) => cells.Test is MeanTest.Pooled or MeanTest.Blocked
        ? "corrected by Tukey's range for the choice of the best"
        : "corrected by Bonferroni for the choice of the best";

    /// <summary>
    /// The smallest difference that the repeats can show and how many would settle which of the first two is better; empty where
    /// nothing was compared, or where the best stands alone.
    /// </summary>
    /// <param name="cells">The cells.</param>
    /// <param name="unit">That of the objective.</param>
    /// <param name="trainings">What the trials of a cell are called.</param>
    public static string Power(CellLeaderboard cells, AxisUnit unit, string trainings)
    {
        if (cells.Nearest is not MeanDifference nearest || nearest.StandardError == 0 || cells.TiedForBest < 2)
            return "";
        string Size(double value) => unit == AxisUnit.Percent
            ? $"{Numbers.Significant(100 * Math.Abs(value), Digits)} points"
            : Numbers.Significant(Math.Abs(value), Digits);
        string smallest = $"With {Numbers.Count(cells.Best!.Cell.Objective!.Count)} {trainings}, a difference of less than "
            + $"{Size(nearest.SmallestAmong(cells.TiedForBest))} cannot be shown";
        if (nearest.Difference == 0)
            return $"{smallest}; the first two have the same mean.";
        bool isPaired = cells.Test is MeanTest.Paired or MeanTest.Blocked or MeanTest.ModeratedBlocked;
        string settle = nearest.RepeatsToShow(isPaired, cells.TiedForBest) is int repeats
            ? $"some {Numbers.Count(repeats)} {trainings} of each"
            : $"more than 1,000 {trainings} of each";
        return $"{smallest}; the first two are {Size(nearest.Difference)} apart, which, if it is so, {settle} would show four "
            + "times of five.";
    }

    /// <summary>
    /// That pruned trials are left out of the means, and whom that favours, as a sentence; empty where none are.
    /// </summary>
    /// <param name="cells">The cells.</param>
    /// <param name="trainings">What the trials of a cell are called.</param>
    public static string LeftOut(CellLeaderboard cells, string trainings) => cells.LeftOut == 0
        ? ""
        : $"Means are of completed {trainings} only: {Numbers.Count(cells.LeftOut)} that "
            + $"{(cells.LeftOut == 1 ? "was" : "were")} pruned {(cells.LeftOut == 1 ? "is" : "are")} left out, which favours "
            + "settings that lost their worst ones. A setting without a completed one has no rank.";
}
