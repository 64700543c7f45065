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
    private static readonly SearchSpace Rates = new()
    {
        Hyperparameters = [new Hyperparameter { Name = "rate", Values = [0.1, 0.2, 0.3, 0.4, 0.5] }],
    };

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

    [Fact]
    public void Of_TrialsThatRanBesideEachOther_RisesOverTimeAsTheyEnd()
    {
        // Two at once: 1 ends after 60 s, 2 after 10 s, 3 after 30 s, 4 after 40 s, and 5 a day later, 20 s on.
        (double Start, double Seconds, double Objective)[] runs =
            [(0, 60, 0.8), (0, 10, 0.5), (10, 20, 0.7), (30, 10, 0.6), (86_400, 20, 0.9)];
        FakeSweepReader reader = SampleSweep.Of(Rates, runs.Select((r, i) =>
            Timed(i + 1, 0.1 * (i + 1), r.Objective, r.Start, r.Seconds)));

        BestSoFar best = BestSoFar.Of(new SweepSnapshot(
            reader, reader.Sweep, searches: new FixedSearch(learns: false, startUp: [1, 2, 3, 4, 5])))!;

        LineChart chart = best.ChartOverTime!;
        Assert.Equal(
            [(10, 0.5), (30, 0.5), (30, 0.7), (60, 0.7), (60, 0.8), (80, 0.8), (80, 0.9)],
            chart.Series[^1].Points.Select(p => ((int)Math.Round(p.X), p.Y)));
        Assert.Equal((0.0, 80.0, "Time since the first start (s)"), (chart.X.Low, Math.Round(chart.X.High, 6), chart.X.Title));
        ImmutableArray<ChartPoint> random = chart.Series[^2].Points;
        Assert.Equal(random.Select(p => p.Y).Order(), random.Select(p => p.Y));
        Assert.Equal((80, 0.9), ((int)Math.Round(random[^1].X), Math.Round(random[^1].Y, 9)));
        Assert.Equal(
            ["Time (s)", "Best so far", "Of trial", "Random order, on average"], best.TableOverTime!.Columns.Select(c => c));
        Assert.Equal(["80", "90.00 %", "5", "90.00 %"], best.TableOverTime.Rows[^1].Select(t => t.Replace('\u00a0', ' ')));
    }

    [Fact]
    public void Of_Repeats_AreSettingsByTheirMeans()
    {
        // The luckiest trial, 2, is of the worse setting; one trial after the other, 10 s each.
        double[][] settings = [[0.5, 0.9], [0.8, 0.8], [0.6, 0.6]];
        FakeSweepReader reader = SampleSweep.Of(Rates, settings.SelectMany((values, s) => values.Select((value, r) =>
            Timed((s * 2) + r + 1, 0.1 * (s + 1), value, ((s * 2) + r) * 10, 10, r + 1))));

        BestSoFar best = BestSoFar.Of(new SweepSnapshot(
            reader, reader.Sweep, searches: new FixedSearch(learns: false, startUp: [1, 2, 3, 4, 5, 6])))!;

        Assert.Equal((3, 1), (best.BestTrial, best.Later));
        Assert.Equal([(2, 0.7), (4, 0.7), (4, 0.8), (6, 0.8)],
            best.Chart.Series[^1].Points.Select(p => ((int)p.X, Math.Round(p.Y, 9))));
        Assert.Equal([(20, 0.7), (40, 0.7), (40, 0.8), (60, 0.8)],
            best.ChartOverTime!.Series[^1].Points.Select(p => ((int)Math.Round(p.X), Math.Round(p.Y, 9))));
        Assert.Equal([(2.0, 0.7), (4.0, 0.767), (6.0, 0.8)],
            best.Chart.Series[^2].Points.Select(p => (p.X, Math.Round(p.Y, 3))));
        Assert.Equal((60, 0.8), (
            (int)Math.Round(best.ChartOverTime.Series[^2].Points[^1].X),
            Math.Round(best.ChartOverTime.Series[^2].Points[^1].Y, 9)));
        Assert.Equal(["2", "70.00 %", "2", "70.00 %"], best.Table.Rows[0].Select(t => t.Replace('\u00a0', ' ')));
    }

    private static SampleTrial Timed(int number, double rate, double objective, double start, double seconds, int repeat = 1)
    {
        SampleTrial trial = SampleTrial.Scored(number, HyperparameterValues.Empty.With("rate", rate), objective);
        return trial with
        {
            Record = trial.Record with
            {
                Repeat = repeat,
                StartedAt = SampleSweep.Start.AddSeconds(start),
                DurationSeconds = seconds,
            },
        };
    }

    private static FakeSweepReader Sweep(params double[] objectives) => SampleSweep.Of(
        Rates,
        objectives.Select((o, i) => SampleTrial.Scored(i + 1, HyperparameterValues.Empty.With("rate", 0.1 * (i + 1)), o)));
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
