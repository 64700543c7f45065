using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Tests.Figures;

public class BestSoFarTests
{
    private static readonly SearchSpace Rates = new() { Hyperparameters = [new Hyperparameter { Name = "rate", Values = [0.1,
        0.2, 0.3] }] };

    [Theory]
    [InlineData(Goal.Maximize)]
    [InlineData(Goal.Minimize)]
    public void Expected_FewValues_IsTheMeanOverAllOrders(Goal goal)
    {
        double[] values = [0.3, 0.9, 0.1, 0.9, 0.5];

        double[] expected = [.. BestSoFar.Expected(values, goal)];

        double[][] orders = [.. Orders([0, 1, 2, 3, 4]).Select(o => o.Select(i => values[i]).ToArray())];
        for (int drawn = 1; drawn <= values.Length; drawn++)
        {
            double mean = orders.Average(o => goal == Goal.Maximize ? o.Take(drawn).Max() : o.Take(drawn).Min());
            Assert.Equal(mean, expected[drawn - 1], 1e-12);
        }
    }

    [Fact]
    public void Expected_ThousandsOfValues_StaysFinite()
    {
        double[] expected = [.. BestSoFar.Expected([.. Enumerable.Range(0, 3_000).Select(i => (double)i)], Goal.Maximize)];

        Assert.All(expected, e => Assert.InRange(e, 1_400, 2_999.001));
        Assert.Equal(2_999, expected[^1], 1e-6);
    }

    [Fact]
    public void Of_Trials_RisesWhereOneImproves()
    {
        FakeSweepReader reader = Sweep(0.5, 0.7, 0.6, 0.8, 0.8);

        BestSoFar best = BestSoFar.Of(new SweepSnapshot(reader, reader.Sweep))!;

        LineSeries line = best.Chart.Series[^1];
        Assert.Equal(
            [(1, 0.5), (2, 0.5), (2, 0.7), (4, 0.7), (4, 0.8), (5, 0.8)], line.Points.Select(p => ((int)p.X, p.Y)));
        Assert.Equal(4, best.BestTrial);
        Assert.Equal(["1", "2", "3", "4", "5"], best.Table.Rows.Select(r => r[0]));
        Assert.Equal("4", best.Table.Rows[^1][2]);
    }

    [Fact]
    public void Of_OneTrialOrNoneRanked_IsNothing()
    {
        FakeSweepReader one = Sweep(0.5);
        Assert.Null(BestSoFar.Of(new SweepSnapshot(one, one.Sweep)));
        FakeSweepReader unranked = SampleSweep.Of(Rates, [], s => s with { Objective = Objective.None });
        Assert.Null(BestSoFar.Of(new SweepSnapshot(unranked, unranked.Sweep)));
    }

    [Fact]
    public void Of_SamplerThatLearns_MarksTheStartUpAndExpectsFromItOnly()
    {
        FakeSweepReader reader = Sweep(0.5, 0.7, 0.6, 0.8);

        LineChart chart = BestSoFar.Of(new SweepSnapshot(reader, reader.Sweep, searches: new FixedSearch(learns: true,
            startUp: [1, 2])))!.Chart;

        Assert.Equal(["best so far", "random order, on average", "trial proposed from results", "start-up trial"],
            chart.Legend.Select(e => e.Label));
        Assert.Equal([(1.0, 0.6), (2.0, 0.7)], chart.Series[2].Points.Select(p => (p.X, Math.Round(p.Y, 12))));
        Assert.Equal([3.0, 4.0], chart.Series[0].Markers.Select(m => m.At.X));
        Assert.Equal([1.0, 2.0], chart.Series[1].Markers.Select(m => m.At.X));
    }

    private static FakeSweepReader Sweep(params double[] objectives) => SampleSweep.Of(
        Rates, objectives.Select((o, i) => SampleTrial.Scored(i + 1, HyperparameterValues.Empty.With("rate", 0.1 * ((i % 3)
            + 1)), o)));

    private static IEnumerable<int[]> Orders(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Orders([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}

/// <summary>A search of which everything is given.</summary>
internal sealed class FixedSearch(bool learns, int[] startUp) : ISearchSource
{
    public SearchSpace Space { get; init; } = new() { Hyperparameters = [] };

    public Func<HyperparameterValues, GpExpectation>? Model { get; init; }

    public ImmutableArray<ExpectedCell> Next { get; init; } = [];

    public string? Narrowed { get; init; }

    public SearchFindings? Find(SweepRecord sweep, ImmutableArray<TrialRecord> trials) => new()
    {
        Sampler = "tpe", Learns = learns, StartUp = [.. startUp], Space = Space, Model = Model, Next = Next, Narrowed = Narrowed,
    };
}
