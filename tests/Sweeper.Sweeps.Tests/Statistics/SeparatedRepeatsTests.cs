using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Statistics;

namespace Sweeper.Sweeps.Tests.Statistics;

public class SeparatedRepeatsTests
{
    private const int Least = 3;
    private const int Most = 20;

    private static readonly SeparatedRepeats Repeats = new(Goal.Maximize, Least, Most);

    [Fact]
    public void NextRound_NothingTrained_GivesEachTheLeast() =>
        Assert.Equal<int>([3, 1, 0], Repeats.NextRound([new(0, []), new(2, [0.1]), new(3, [0.1, 0.2, 0.3])]));

    [Fact]
    public void NextRound_TwoAlike_GivesThemOneMore() => Assert.Equal<int>(
        [1, 0, 1], Repeats.NextRound([Cell(0.90, 0.91, 0.93), Cell(0.10, 0.11, 0.12), Cell(0.91, 0.90, 0.92)]));

    [Fact]
    public void NextRound_TheBestStandsAlone_GivesNoMore() =>
        Assert.Equal<int>([0, 0], Repeats.NextRound([Cell(0.90, 0.91, 0.93), Cell(0.10, 0.11, 0.12)]));

    [Fact]
    public void NextRound_Minimized_LooksAtTheLeast() => Assert.Equal<int>(
        [0, 1, 1],
        new SeparatedRepeats(Goal.Minimize, Least, Most).NextRound(
            [Cell(0.90, 0.91, 0.93), Cell(0.10, 0.11, 0.12), Cell(0.11, 0.11, 0.12)]));

    [Fact]
    public void NextRound_OneHasTheMost_GivesTheOtherMore() =>
        Assert.Equal<int>([0, 1], Repeats.NextRound([new(Most, [0.5, 0.6]), new(Most - 1, [0.5, 0.6, 0.7])]));

    [Fact]
    public void NextRound_CellsThatFailedOrDiverged_AreNoRivals() => Assert.Equal<int>(
        [0, 0, 0],
        Repeats.NextRound([Cell(0.90, 0.91, 0.93), new(3, []), Cell(0.1, double.NegativeInfinity, 0.2)]));

    [Fact]
    public void NextRound_ConstantAndEqual_GoesOnToTheMost() =>
        Assert.Equal<int>([1, 1], Repeats.NextRound([Cell(0.5, 0.5, 0.5), Cell(0.5, 0.5, 0.5)]));

    [Fact]
    public void NextRound_OneRankedTrialEach_GoesOn() =>
        Assert.Equal<int>([1, 1], Repeats.NextRound([new(3, [0.9]), new(3, [0.1])]));

    // The means of cells, in standard deviations of their trials.
    public static TheoryData<double[]> Means => new()
    {
        { [0, 2, 4, 6, 8, 10, 12, 14] },
        { [0, 2] },
        { [2, 0, 0, 0, 0, 0] },
        { [1, 0, 0, 0, 0, 0] },
        { [0, 1, 2, 3] },
        { [0, 0.5, 1] },
        { [0.5, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Means))]
    public void NextRound_KnownDistributions_FindsTheBestAboutAsOftenAsWithTheMost(double[] means)
    {
        const int Sweeps = 300;
        int best = Array.IndexOf(means, means.Max()), found = 0, foundWithMost = 0, trials = 0;
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            double[][] all = [.. means.Select((mean, cell) => Drawn(mean, sweep, cell))];
            int[] given = Run(all);
            trials += given.Sum();
            found += BestOf([.. all.Select((values, cell) => values[..given[cell]])]) == best ? 1 : 0;
            foundWithMost += BestOf(all) == best ? 1 : 0;
        }

        Assert.True(found >= foundWithMost - (0.02 * Sweeps), $"{found} of {Sweeps}, and {foundWithMost} with the most");
        if (means.Max() - means.Where(m => m < means.Max()).Max() >= 2)
            Assert.True(trials <= Sweeps * Most * means.Length / 2, $"{trials} trials");
    }

    private static int[] Run(double[][] all)
    {
        int[] given = new int[all.Length];
        while (true)
        {
            RepeatedCell[] cells = [.. all.Select((values, cell) => new RepeatedCell(given[cell], [.. values[..given[cell]]]))];
            ImmutableArray<int> further = Repeats.NextRound(cells);
            if (further.All(f => f == 0))
                return given;
            for (int cell = 0; cell < given.Length; cell++)
                given[cell] += further[cell];
        }
    }

    private static double[] Drawn(double mean, int sweep, int cell)
    {
        var draws = RandomDraws.For(sweep, cell, "repeats");
        return [.. Enumerable.Range(0, Most).Select(_ => mean + draws.NextNormal())];
    }

    private static int BestOf(double[][] cells) => Enumerable.Range(0, cells.Length).MaxBy(i => cells[i].Average());

    private static RepeatedCell Cell(params double[] objectives) => new(objectives.Length, [.. objectives]);
}
