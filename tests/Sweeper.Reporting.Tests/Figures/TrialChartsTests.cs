using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Drawing;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Importance;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Reporting.Tests.Figures;

public sealed class TrialChartsTests
{
    private static readonly SearchSpace Space = new()
    {
        Hyperparameters =
        [
            new Hyperparameter { Name = "rate",
                Values = [.. Enumerable.Range(1, 40).Select(i => (HyperparameterValue)(i / 40.0))] },
            new Hyperparameter { Name = "kind", Values = ["a", "b"] },
        ],
    };

    [Fact]
    public void Parallel_Trials_CrossEveryAxisAndEndAtTheirObjective()
    {
        ParallelChart chart = ParallelTrials.Of(Drawn())!;

        Assert.Equal(["rate", "kind", "Validation accuracy (%)"], chart.Axes.Select(a => a.Title));
        Assert.Equal(40, chart.Lines.Length);
        Assert.Equal((ParallelRank.Best, 40), (chart.Lines[^1].Rank, chart.Lines[^1].Trial));
        Assert.Equal([ParallelRank.Front, ParallelRank.Front, ParallelRank.Front], chart.Lines[^4..^1].Select(l => l.Rank));
        Assert.All(chart.Lines[..^4], l => Assert.Equal(ParallelRank.Behind, l.Rank));
        Assert.True(chart.Lines[^1].Places[^1] > chart.Lines[0].Places[^1]);
        Assert.Equal(40, chart.Lines.Select(l => l.Places[1]).Distinct().Count());
    }

    [Fact]
    public void Parallel_Repeats_MarksTheTrialThatStandsForTheSweep()
    {
        // The luckiest trial, 2, is of the worse of two settings.
        (string Kind, double Value)[] trials = [("a", 0.5), ("a", 0.95), ("b", 0.8), ("b", 0.9)];
        FakeSweepReader reader = SampleSweep.Of(Space, trials.Select((t, i) => SampleTrial.Scored(
            i + 1, HyperparameterValues.Empty.With("rate", t.Kind == "a" ? 0.1 : 0.2).With("kind", t.Kind), t.Value)));

        ParallelChart chart = ParallelTrials.Of(new SweepSnapshot(reader, reader.Sweep))!;

        Assert.Equal(
            (ParallelRank.Best, 4, "trial 4, the best"), (chart.Lines[^1].Rank, chart.Lines[^1].Trial, chart.BestTitle));
    }

    [Fact]
    public void Scatter_Range_HasADotForEachTrialAndMarksTheBest()
    {
        SweepSnapshot snapshot = Drawn();

        ScatterChart chart = ObjectiveScatter.Of(snapshot, snapshot.Scales[0])!;

        Assert.Equal(40, chart.Dots.Length);
        Assert.Equal(40, Assert.Single(chart.Dots, d => d.IsMarked).Trial);
    }

    [Fact]
    public void Importance_OneHyperparameterDecides_HasTheLongestBar()
    {
        SweepSnapshot snapshot = Drawn();

        BarChart chart = ImportanceBars.Of(snapshot.Importance)!;

        Assert.Equal("rate", chart.Bars[0].Label);
        Assert.True(chart.Bars[0].Value > 0.5);
    }

    [Fact]
    public void Importance_TooFewTrials_HasNoBarsAndAReason()
    {
        SweepSnapshot snapshot = Snapshot([.. Trials().Take(4)]);

        Assert.Null(ImportanceBars.Of(snapshot.Importance));
        Assert.Equal(ImportanceVerdict.TooFewTrials, snapshot.Importance.Verdict);
        Assert.StartsWith("no signal", snapshot.Importance.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Speed_DependsOnOneHyperparameter_IsShownByThat()
    {
        DotChart chart = TrialSpeed.Of(Snapshot([.. Trials()
            .Select((t, i) => t with { Epochs = Epochs(i % 2 == 0 ? 0.1 : 0.5) })]))!;

        Assert.Equal("kind", chart.CategoryTitle);
        Assert.Equal([10, 2], chart.Categories.Select(c => Math.Round(c.Mean!.Value, 6)));
    }

    [Fact]
    public void Dots_MoreThanCanBeSeen_AreCounted()
    {
        FakeSweepReader reader = SampleSweep.Large(2500, 2);
        DotChart chart = ObjectiveDots.Of(new SweepSnapshot(reader, reader.Sweep), reader.Sweep.Space.Hyperparameters[0])!;

        string svg = ChartDrawing.InPage(chart, new ChartPlace());

        Assert.Equal(100, chart.Categories[0].Count);
        Assert.DoesNotContain("class=\"dot\"", svg, StringComparison.Ordinal);
        Assert.Contains("class=\"count\"", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Speed_NoDifferenceBeyondChance_IsNoChart()
    {
        FakeSweepReader reader = SampleSweep.Large(60, 3);

        Assert.Null(TrialSpeed.Of(new SweepSnapshot(reader, reader.Sweep)));
    }

    private static ImmutableArray<Sweeper.Sweeps.Trials.EpochMetrics> Epochs(double seconds) =>
        [.. Enumerable.Range(1, 4).Select(e => SampleCurves.Of(e, ("loss", 1.0 / e)) with { DurationSeconds = seconds })];

    private static IEnumerable<SampleTrial> Trials() => Enumerable.Range(1, 40).Select(i => SampleTrial.Scored(
        i, HyperparameterValues.Empty.With("rate", i / 40.0).With("kind", i % 2 == 1 ? "a" : "b"), 0.5 + i / 100.0));

    private static SweepSnapshot Drawn() => Snapshot([.. Trials()]);

    private static SweepSnapshot Snapshot(SampleTrial[] trials)
    {
        FakeSweepReader reader = SampleSweep.Of(Space, trials);
        return new SweepSnapshot(reader, reader.Sweep);
    }
}
