using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests.Figures;

public sealed class ObjectiveHeatmapTests
{
    private static readonly Hyperparameter Weak = new() { Name = "weak", Values = [1, 2] };
    private static readonly Hyperparameter Strong = new() { Name = "strong", Values = [1, 2, 3] };
    private static readonly Hyperparameter Medium = new() { Name = "medium", Values = [1, 2] };

    [Fact]
    public void All_ThreeHyperparameters_BeginsWithTheStrongestPair()
    {
        var charts = ObjectiveHeatmap.All(Snapshot(), 6);

        Assert.Equal(
            [("strong", "medium"), ("strong", "weak"), ("medium", "weak")],
            charts.Select(c => (c.RowTitle, c.ColumnTitle)));
        Assert.Equal("mean over 2 trials per cell", charts[0].CellMeaning);
    }

    [Fact]
    public void All_Cells_KnowTheirTrials()
    {
        HeatmapChart chart = ObjectiveHeatmap.All(Snapshot(), 1)[0];

        Assert.Equal(Enumerable.Range(1, 12), chart.Cells.SelectMany(r => r).SelectMany(c => c.Trials).Order());
        Assert.All(chart.Cells.SelectMany(r => r), c => Assert.Equal(2, c.Trials.Length));
    }

    [Fact]
    public void All_AllowedNumber_IsKept() => Assert.Equal(2, ObjectiveHeatmap.All(Snapshot(), 2).Length);

    [Fact]
    public void All_EveryChart_HasTheSameScale() =>
        Assert.Single(ObjectiveHeatmap.All(Snapshot(), 6).Select(c => c.Scale).Distinct());

    [Fact]
    public void All_LongerLabels_GoToTheRows()
    {
        SearchSpace space = new()
        {
            Hyperparameters =
            [
                new Hyperparameter { Name = "a", Values = [1, 2] },
                new Hyperparameter { Name = "b", Values = ["a long label", "another"] },
            ],
        };
        FakeSweepReader reader = Reader(space, (_, _) => 0.5);

        Assert.Equal("b", ObjectiveHeatmap.All(new SweepSnapshot(reader, reader.Sweep), 6)[0].RowTitle);
    }

    [Fact]
    public void All_Minimize_LowIsBright()
    {
        SearchSpace space = new() { Hyperparameters = [Weak, Strong] };
        FakeSweepReader reader = Reader(
            space,
            (values, _) => Number(values, "strong"),
            s => s with { Objective = new Objective("validation_loss", Goal.Minimize) });

        HeatmapChart chart = ObjectiveHeatmap.All(new SweepSnapshot(reader, reader.Sweep), 1)[0];

        Assert.Equal(1, chart.Scale!.Position(1));
        Assert.Equal(0, chart.Scale.Position(3));
        Assert.True(chart.Cells[0][0].IsMarked);
    }

    [Fact]
    public void All_FarOutlier_DoesNotStretchTheScale()
    {
        SearchSpace space = new()
        {
            Hyperparameters = [Weak, new Hyperparameter { Name = "many",
                Values = [.. Enumerable.Range(0, 6).Select(i => (HyperparameterValue)i)] }],
        };
        FakeSweepReader reader = Reader(space, (values, number) => number == 1 ? 0.1 : 0.9 + 0.01 * Number(values, "many"));

        ColorScale scale = ObjectiveHeatmap.All(new SweepSnapshot(reader, reader.Sweep), 1)[0].Scale!;

        Assert.Equal((0.9, true, false), (scale.Low, scale.CutsLow, scale.CutsHigh));
    }

    [Fact]
    public void All_InfiniteObjective_IsPrintedAndStaysOffTheScale()
    {
        SearchSpace space = new() { Hyperparameters = [Weak, Medium] };
        FakeSweepReader reader = Reader(space, (_, number) => number == 1 ? double.NegativeInfinity : number);

        HeatmapChart chart = ObjectiveHeatmap.All(new SweepSnapshot(reader, reader.Sweep), 1)[0];

        Assert.Equal((2.0, 4.0), (chart.Scale!.Low, chart.Scale.High));
        Assert.Equal("−∞", chart.Cells[0][0].Label);
    }

    [Fact]
    public void All_NothingRanked_HasNoScale()
    {
        SearchSpace space = new() { Hyperparameters = [Weak, Medium] };
        FakeSweepReader reader = SampleSweep.Of(space, Trials(space).Select((v, i) => i switch
        {
            0 => SampleTrial.Ended(1, v, TrialState.Failed, "broken", []),
            1 => SampleTrial.Ended(2, v, TrialState.Diverged, "the training loss became NaN", []),
            _ => SampleTrial.Waiting(i + 1, v),
        }).Take(3));

        HeatmapChart chart = ObjectiveHeatmap.All(new SweepSnapshot(reader, reader.Sweep), 1)[0];

        Assert.Null(chart.Scale);
        Assert.Equal(
            [HeatmapCellKind.Failed, HeatmapCellKind.Failed, HeatmapCellKind.Empty, HeatmapCellKind.Empty],
            chart.Cells.SelectMany(r => r).Select(c => c.Kind));
        Assert.Equal(["failed", "diverged", "waiting", "–"], chart.Cells.SelectMany(r => r).Select(c => c.Label));
    }

    [Fact]
    public void All_OneHyperparameter_IsEmpty()
    {
        SearchSpace space = new() { Hyperparameters = [Weak] };
        FakeSweepReader reader = Reader(space, (_, number) => number);

        Assert.Empty(ObjectiveHeatmap.All(new SweepSnapshot(reader, reader.Sweep), 6));
    }

    private static SweepSnapshot Snapshot()
    {
        SearchSpace space = new() { Hyperparameters = [Weak, Strong, Medium] };
        FakeSweepReader reader = Reader(
            space, (values, _) => 0.001 * Number(values, "weak") + 0.1 * Number(values, "strong")
                + 0.01 * Number(values, "medium"));
        return new SweepSnapshot(reader, reader.Sweep);
    }

    private static FakeSweepReader Reader(
        SearchSpace space, Func<HyperparameterValues, int, double> objective, Func<SweepRecord, SweepRecord>? change = null) =>
        SampleSweep.Of(space, Trials(space).Select((v, i) => SampleTrial.Scored(i + 1, v, objective(v, i + 1))), change);

    private static CellSequence Trials(SearchSpace space) => new GridSampler().Sample(space);

    private static double Number(HyperparameterValues values, string name) => ((NumberValue)values[name]).Number;
}
