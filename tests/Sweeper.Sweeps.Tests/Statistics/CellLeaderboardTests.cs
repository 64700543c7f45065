using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Statistics;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Statistics;

public sealed class CellLeaderboardTests
{
    [Fact]
    public void Rank_ThreeAlikeAndOneWorse_TiesTheFirstThree()
    {
        CellLeaderboard board = Rank(
            Goal.Maximize, [0.91, 0.93, 0.92], [0.90, 0.89, 0.94], [0.5, 0.51, 0.49], [0.93, 0.91, 0.90]);

        Assert.Equal([0, 3, 1, 2], Cells(board));
        Assert.Equal(
            [CellStanding.Best, CellStanding.Tied, CellStanding.Tied, CellStanding.Worse],
            board.Entries.Select(e => e.Standing));
        Assert.Equal([1, 2, 3, 4], board.Entries.Select(e => e.Rank));
        Assert.Equal((3, 3), (board.TiedForBest, board.TiedFromTop));
        Assert.True(board.HasRepeats);
    }

    [Fact]
    public void BestTrial_LuckiestTrialOfAnotherCell_IsTheBestOfTheBestCell()
    {
        CellLeaderboard board = Rank(Goal.Maximize, [0.99, 0.70, 0.71], [0.91, 0.93, 0.93]);

        Assert.Equal(5, board.BestTrial!.Number);
        Assert.Single(board.First);
        Assert.Equal(2, Rank(Goal.Minimize, [3, 1, 2], [0, 5, 4]).BestTrial!.Number);
    }

    [Fact]
    public void BestTrial_EqualMeans_IsOfTheCellWithTheLowestNumber()
    {
        CellLeaderboard board = Rank(Goal.Maximize, [1, 3], [2, 2], [3, 1]);

        Assert.Equal((2, 3), (board.BestTrial!.Number, board.First.Length));
    }

    [Fact]
    public void Rank_Minimize_PutsTheSmallestMeanFirst() =>
        Assert.Equal([1, 0], Cells(Rank(Goal.Minimize, [3, 1, 2], [1, 2, 0])));

    [Fact]
    public void Rank_EqualMeans_ShareARank()
    {
        CellLeaderboard board = Rank(Goal.Maximize, [1, 3], [2, 2], [5, 6], [0, 1]);

        Assert.Equal([2, 0, 1, 3], Cells(board));
        Assert.Equal([1, 2, 2, 4], board.Entries.Select(e => e.Rank));
    }

    [Fact]
    public void Rank_DifferenceThatAloneWouldShow_IsTiedAmongManyComparisons()
    {
        // p is 0.045 for the pair, and 0.0087 among eleven that share their variance, of which ten might have been the best.
        double[] best = [10, 10.2, 10.4], near = [9.53, 9.73, 9.93];
        double[][] alike = [.. Enumerable.Range(0, 9).Select(_ => best)];

        CellStanding alone = Rank(Goal.Maximize, best, near).Entries[^1].Standing;
        CellEntry among = Rank(Goal.Maximize, [best, .. alike, near]).Entries[^1];

        Assert.Equal(CellStanding.Worse, alone);
        Assert.Equal(CellStanding.Tied, among.Standing);
        Assert.InRange(among.Probability!.Value, 0.18, 0.2);
    }

    [Fact]
    public void Rank_NoisyCellBelowAWorseOne_IsTiedBelowAGap()
    {
        CellLeaderboard board = Rank(Goal.Maximize, [0.90, 0.91, 0.92], [0.80, 0.81, 0.82], [0.1, 0.9, 0.95]);

        Assert.Equal([CellStanding.Best, CellStanding.Worse, CellStanding.Tied], board.Entries.Select(e => e.Standing));
        Assert.Equal((2, 1), (board.TiedForBest, board.TiedFromTop));
    }

    [Fact]
    public void Rank_CellWithASingleTrial_IsUntestableAndDoesNotCountAsAComparison()
    {
        CellLeaderboard board = Rank(Goal.Maximize, [0.9, 0.91], [0.905], [0.9, 0.905]);

        CellEntry single = board.Entries.Single(e => e.Cell.Trials.Length == 1);
        CellEntry tested = board.Entries.Single(e => e.Standing == CellStanding.Tied);
        Assert.Equal((CellStanding.Untestable, null), (single.Standing, single.Probability));
        Assert.InRange(tested.Probability!.Value, 0.05, 1);
        Assert.False(single.IsTiedForBest);
    }

    [Fact]
    public void Rank_BestWithASingleTrial_NothingCanBeTested() =>
        Assert.Equal(
            [CellStanding.Best, CellStanding.Untestable, CellStanding.Untestable],
            Rank(Goal.Maximize, [0.99], [0.9, 0.91], [0.9, 0.92]).Entries.Select(e => e.Standing));

    [Fact]
    public void Rank_FoldsThatCellsShare_ArePaired()
    {
        // Every fold is some points harder than the one before, for both alike: only the pairs tell them apart.
        double[] folds = [0.9, 0.8, 0.7, 0.6];
        var trials = folds.SelectMany((value, i) => new[]
        {
            TrialRecords.Create(i + 1, value, values: [("cell", 0)]) with { Fold = i + 1 },
            TrialRecords.Create(i + 5, value - 0.02 - (i % 2 * 0.002), values: [("cell", 1)]) with { Fold = i + 1 },
        });

        CellLeaderboard board = CellLeaderboard.Rank(trials, Goal.Maximize);

        Assert.Equal((MeanTest.Paired, CellStanding.Worse), (board.Test, board.Entries[1].Standing));
        Assert.Equal(0.021, board.Nearest!.Value.Difference, 9);
    }

    [Fact]
    public void Rank_FoldsOfManyCellsThatVaryAlike_PoolWhatIsLeftOfThem()
    {
        // What is left of each measurement is ±0.01, and 8 degrees of freedom are more than the 2 of a pair.
        double[] folds = [0.9, 0.8, 0.7], cells = [0, -0.02, -0.1, -0.2, -0.3];
        double[][] rest = [[0.01, -0.01, 0], [-0.01, 0, 0.01], [0, 0.01, -0.01], [0.01, -0.01, 0], [-0.01, 0.01, 0]];
        CellLeaderboard board = CellLeaderboard.Rank(
            cells.SelectMany((cell, c) => folds.Select((fold, f) => TrialRecords.Create(
                (c * 3) + f + 1, fold + cell + rest[c][f], values: [("cell", c)]) with { Fold = f + 1 })),
            Goal.Maximize);

        Assert.Equal(MeanTest.Blocked, board.Test);
        Assert.Equal((0.02, 8.0), (Math.Round(board.Nearest!.Value.Difference, 9), board.Nearest.Value.DegreesOfFreedom));
        Assert.Equal(
            [CellStanding.Best, CellStanding.Tied, CellStanding.Worse, CellStanding.Worse, CellStanding.Worse],
            board.Entries.Select(e => e.Standing));
    }

    [Fact]
    public void Rank_ManyCellsThatVaryDifferently_DrawTheirVariancesTogether()
    {
        // Of three repeats alone, 40 % with much chance in it is not told from 86 %.
        CellLeaderboard board = Rank(
            Goal.Maximize,
            [0.884, 0.820, 0.870], [0.859, 0.843, 0.855], [0.860, 0.833, 0.857], [0.836, 0.847, 0.854], [0.820, 0.807, 0.817],
            [0.795, 0.794, 0.796], [0.764, 0.802, 0.792], [0.503, 0.533, 0.608], [0.295, 0.402, 0.490]);

        Assert.Equal(MeanTest.Moderated, board.Test);
        Assert.Equal([CellStanding.Worse, CellStanding.Worse], board.Entries.TakeLast(2).Select(e => e.Standing));
        Assert.Equal(CellStanding.Tied, board.Entries[1].Standing);
    }

    // Sweeps of 12 cells with nothing to tell: 5 % and two standard errors of a rate of 400 are 7.2 %. Where deviations differ
    // tenfold or a hundredfold, three values do not say by how much.
    [Theory]
    [InlineData(1, false, 0.072)]
    [InlineData(1, true, 0.072)]
    [InlineData(10, false, 0.12)]
    [InlineData(10, true, 0.16)]
    [InlineData(100, false, 0.1)]
    [InlineData(100, true, 0.16)]
    public void Rank_CellsThatAreAllAlike_AreRarelyToldApart(double spread, bool areShared, double most)
    {
        var random = new Random(7);
        int sweeps = spread == 1 ? 400 : 200, wrong = 0;
        for (int i = 0; i < sweeps; i++)
        {
            double[] shared = [.. Enumerable.Range(0, 3).Select(_ => areShared ? 3 * Gaussian(random) : 0)];
            double[][] cells =
            [
                .. Enumerable.Range(0, 12).Select(_ => Math.Pow(spread, random.NextDouble() - 0.5))
                    .Select(deviation => shared.Select(s => s + (deviation * Gaussian(random))).ToArray()),
            ];
            wrong += Rank(Goal.Maximize, areShared, cells).Entries.Any(e => e.Standing == CellStanding.Worse) ? 1 : 0;
        }

        Assert.InRange(wrong / (double)sweeps, 0.01, most);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rank_SixPointsApartWithANoiseOfOne_AreToldApartByThreeRepeatsAmongFifteen(bool areShared)
    {
        var random = new Random(11);
        double[] means = [94, 93.5, 93, 92.8, 92.5, 92, 91.5, 91, 90.5, 90, 89.5, 89, 88.5, 88, 80];
        const int Sweeps = 100;
        int told = 0;
        for (int i = 0; i < Sweeps; i++)
        {
            CellLeaderboard board = Rank(
                Goal.Maximize,
                areShared,
                [.. means.Select(m => Enumerable.Range(0, 3).Select(_ => m + Gaussian(random)).ToArray())]);
            told += board.Entries.Single(e => e.Cell.FirstNumber == (13 * 3) + 1).Standing == CellStanding.Worse ? 1 : 0;
        }

        Assert.InRange(told, 0.97 * Sweeps, Sweeps);
    }

    [Fact]
    public void Rank_ManySmallCells_PoolTheirVariance()
    {
        // Alone, three repeats of each do not tell these two apart.
        double[][] cells = [[0.94, 0.90, 0.92], [0.88, 0.86, 0.90], [0.5, 0.52, 0.48], [0.3, 0.32, 0.28], [0.2, 0.22, 0.18]];

        Assert.Equal(
            (MeanTest.Pooled, CellStanding.Worse),
            (Rank(Goal.Maximize, cells).Test, Rank(Goal.Maximize, cells).Entries[1].Standing));
        Assert.Equal(MeanTest.Welch, Rank(Goal.Maximize, [0.90, 0.91, 0.92], [0.1, 0.9, 0.95]).Test);
    }

    [Fact]
    public void Nearest_ThreeRepeats_SaysWhatTheyShowAndHowManyWouldSettle()
    {
        MeanDifference nearest = Rank(Goal.Maximize, [0.91, 0.92, 0.93], [0.90, 0.91, 0.92]).Nearest!.Value;

        // t with 4 degrees of freedom is 2.776, the standard error 0.01 · √(2/3).
        Assert.Equal(2.776445 * 0.01 * Math.Sqrt(2.0 / 3), nearest.SmallestAmong(2), 6);

        // As tables of power have it for two means a standard deviation apart, at 5 % and with a power of 80 %.
        Assert.Equal(17, nearest.RepeatsToShow(isPaired: false, count: 2));
    }

    [Fact]
    public void Rank_CellsThatDoNotVary_TieByEquality() =>
        Assert.Equal(
            [CellStanding.Best, CellStanding.Tied, CellStanding.Worse],
            Rank(Goal.Maximize, [0.7, 0.7], [0.7, 0.7, 0.7], [0.6, 0.6]).Entries.Select(e => e.Standing));

    [Fact]
    public void Rank_CellsWithoutAMean_FollowWithFailedOnesLast()
    {
        TrialRecord[] trials =
        [
            TrialRecords.Create(1, null, TrialState.Failed, ("cell", 0)),
            TrialRecords.Create(2, null, TrialState.Waiting, ("cell", 1)),
            TrialRecords.Create(3, 0.1, TrialState.Completed, ("cell", 2)),
        ];

        CellLeaderboard board = CellLeaderboard.Rank(trials, Goal.Maximize);

        Assert.Equal([3, 2, 1], board.Entries.Select(e => e.Cell.FirstNumber));
        Assert.Equal([1, null, null], board.Entries.Select(e => e.Rank));
        Assert.Equal(CellStanding.Unranked, board.Entries[1].Standing);
        Assert.False(board.HasRepeats);
    }

    [Fact]
    public void Rank_MeanOfOppositeInfinities_IsWorst() =>
        Assert.Equal(
            [1, 0],
            Cells(Rank(Goal.Minimize, [double.NegativeInfinity, double.PositiveInfinity], [5, 6])));

    [Fact]
    public void Rank_NoTrials_IsEmpty()
    {
        CellLeaderboard board = CellLeaderboard.Rank([], Goal.Maximize);

        Assert.Empty(board.Entries);
        Assert.Null(board.Best);
        Assert.Equal((0, 0), (board.TiedForBest, board.TiedFromTop));
    }

    private static CellLeaderboard Rank(Goal goal, params double[][] cells) => Rank(goal, areShared: false, cells);

    private static CellLeaderboard Rank(Goal goal, bool areShared, double[][] cells)
    {
        int number = 0;
        return CellLeaderboard.Rank(
            cells.SelectMany((objectives, cell) => objectives.Select((objective, repeat) =>
                TrialRecords.Create(++number, objective, values: [("cell", cell)]) with
                {
                    Repeat = repeat + 1,
                    Fold = areShared ? repeat + 1 : null,
                })),
            goal);
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static IEnumerable<int> Cells(CellLeaderboard board) =>
        board.Entries.Select(e => int.Parse(e.Cell.Values["cell"].ToString()));
}
