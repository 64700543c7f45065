using System.Collections.Immutable;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests.Figures;

public sealed class LearningCurvesTests
{
    [Fact]
    public void Of_Grid_PairsSubsetsIntoOneChartPerQuantityThatOfTheObjectiveFirst()
    {
        ImmutableArray<LineChart> charts = Of(SampleSweep.Grid());

        Assert.Equal(["Accuracy by epoch", "Loss by epoch"], charts.Select(c => c.Title));
        Assert.Equal(
            ["validation", "train"],
            charts[0].Legend.Where(e => e.Color is null && e.Marker is null && !e.IsBackground).Select(e => e.Label));
        Assert.Equal("Accuracy (%)", charts[0].Y.Title);
    }

    [Fact]
    public void Of_Grid_DrawsTheBestThreeInColourAndTheBestLast()
    {
        FakeSweepReader reader = SampleSweep.Grid();
        LineChart chart = Of(reader)[0];
        int best = new SweepSnapshot(reader, reader.Sweep).Best!.Number;

        Assert.Equal(3, chart.Series.Select(s => s.Color).OfType<int>().Distinct().Count());
        Assert.Equal($"Trial {best}: validation accuracy", chart.Series[^1].Label);
        Assert.All(chart.Series.Where(s => s.Color is null), s => Assert.Empty(s.Markers));
    }

    [Fact]
    public void Of_StoppedEarly_MarksTheEndAndTheBestEpoch()
    {
        LineChart chart = Of(Single(SampleTrial.Completed(1, HyperparameterValues.Empty, Falling(6), planned: 10)))[0];

        ImmutableArray<ChartMarker> markers = chart.Series.Single(s => s.Pattern == LinePattern.Solid).Markers;
        Assert.Equal([(MarkerShape.Stop, 6.0), (MarkerShape.Disc, 6.0)], markers.Select(m => (m.Shape, m.At.X)));
    }

    [Fact]
    public void Of_TrainedToTheEnd_MarksOnlyTheBestEpoch()
    {
        LineChart chart = Of(Single(SampleTrial.Completed(1, HyperparameterValues.Empty, Falling(6), planned: 6)))[0];

        Assert.Equal([MarkerShape.Disc], chart.Series.SelectMany(s => s.Markers).Select(m => m.Shape));
    }

    [Fact]
    public void Of_LossOverDecades_IsLogarithmic() =>
        Assert.Equal(AxisScale.Logarithmic,
            Of(Single(SampleTrial.Completed(1, HyperparameterValues.Empty, Falling(40), 40)))[1].Y.Scale);

    [Fact]
    public void Of_TrialsThatDiverge_DoNotSetTheAxis()
    {
        var rates = new SearchSpace { Hyperparameters = [new Hyperparameter { Name = "rate", Values = [1, 2] }] };
        SampleTrial Rate(int number, params double[] losses)
        {
            HyperparameterValues values = HyperparameterValues.Empty.With("rate", number);
            ImmutableArray<EpochMetrics> epochs = [.. losses.Select((l, i) => SampleCurves.Of(i + 1, ("validation_loss", l)))];
            return SampleTrial.Scored(number, values, 0.9 / number) with { Epochs = epochs };
        }

        SampleTrial wild = Rate(2, 1e20, 1e40);
        FakeSweepReader reader = SampleSweep.Of(
            rates, [Rate(1, 0.5, 0.4),
                wild with { Record = wild.Record with { State = TrialState.Diverged, Objective = null } }]);

        LineChart chart = Assert.Single(Of(reader));

        Assert.Equal(2, chart.Series.Length);
        Assert.InRange(chart.Y.High, 0.4, 1);
    }

    [Fact]
    public void Of_MetricMeasuredOnceAtTheEnd_IsNoCurve()
    {
        ImmutableArray<EpochMetrics> epochs = [SampleCurves.Of(1, ("loss", 2)),
            SampleCurves.Of(2, ("loss", 1), ("test_accuracy", 0.9))];

        Assert.Equal(["Loss by epoch"], Of(Single(Trial(epochs))).Select(c => c.Title));
    }

    [Fact]
    public void Of_SingleEpoch_HasAnAxisAroundIt()
    {
        LineChart chart = Assert.Single(Of(Single(Trial([SampleCurves.Of(1, ("reward", 3))]))));

        Assert.Equal((0.5, 1.5), (chart.X.Low, chart.X.High));
        Assert.True(chart.Y.Low < 3 && chart.Y.High > 3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-3)]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void Of_ConstantSeries_HasARange(double value)
    {
        Axis axis = Of(Single(Trial([SampleCurves.Of(1, ("reward", value)), SampleCurves.Of(2, ("reward", value))])))[0].Y;

        Assert.True(axis.Low <= value && value <= axis.High && axis.Low < axis.High && double.IsFinite(axis.High - axis.Low));
    }

    [Fact]
    public void Of_NotFiniteValues_DoNotReachTheAxes()
    {
        Axis axis = Of(Single(Trial([
            SampleCurves.Of(1, ("reward", 1)), SampleCurves.Of(2, ("reward", double.NaN)),
            SampleCurves.Of(3, ("reward", double.PositiveInfinity)), SampleCurves.Of(4, ("reward", 2)),
        ])))[0].Y;

        Assert.InRange(axis.Low, 0.5, 1);
        Assert.InRange(axis.High, 2, 2.5);
    }

    [Fact]
    public void Of_OnlyNotFiniteValues_HasNoChart() =>
        Assert.Empty(Of(Single(Trial([SampleCurves.Of(1, ("reward", double.NaN)),
            SampleCurves.Of(2, ("reward", double.NaN))]))));

    [Fact]
    public void Of_NoEpochs_HasNoChart() => Assert.Empty(Of(Single(SampleTrial.Waiting(1, HyperparameterValues.Empty))));

    [Fact]
    public void Of_DivergedTrial_DoesNotStretchTheAxis() => Assert.InRange(Of(SampleSweep.Grid())[1].Y.High, 1, 6);

    [Fact]
    public void Of_ManyQuantities_StopsSomewhere()
    {
        (string, double)[] metrics = [.. Enumerable.Range(0, 30).Select(i => ($"metric_{i}", (double)i))];

        Assert.Equal(LearningCurves.MostCharts,
            Of(Single(Trial([SampleCurves.Of(1, metrics), SampleCurves.Of(2, metrics)]))).Length);
    }

    private static ImmutableArray<LineChart> Of(FakeSweepReader reader) =>
        LearningCurves.Of(new SweepSnapshot(reader, reader.Sweep));

    private static FakeSweepReader Single(SampleTrial trial) =>
        SampleSweep.Of(new SearchSpace { Hyperparameters = [] }, [trial]);

    private static SampleTrial Trial(ImmutableArray<EpochMetrics> epochs) =>
        SampleTrial.Scored(1, HyperparameterValues.Empty, 1) with { Epochs = epochs };

    private static ImmutableArray<EpochMetrics> Falling(int count) =>
    [
        .. Enumerable.Range(1, count).Select(e => SampleCurves.Of(
            e, ("train_loss", 1.0 / (e * e)), ("validation_loss", 1.5 / (e * e)), ("validation_accuracy", 1 - 0.1 / e))),
    ];
}
