using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Classifier;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Tests.Classifier;

public sealed class ConfusionFigureTests
{
    private static readonly ConfusionMatrix Matrix = new()
    {
        Classes = ["cat", "dog", "fox"],
        Counts = [[8, 2, 0], [1, 9, 0], [0, 0, 0]],
        Subset = "test",
    };

    [Fact]
    public void Pairs_Matrix_AreOrderedByCountWithRowShares() => Assert.Equal(
        [new ConfusedPair("cat", "dog", 2, 0.2), new ConfusedPair("dog", "cat", 1, 0.1)],
        ConfusionFigure.Pairs(Matrix).ToArray());

    [Fact]
    public void Accuracy_Matrix_IsTheShareOnTheDiagonal() => Assert.Equal(0.85, ConfusionFigure.Accuracy(Matrix), 12);

    [Fact]
    public void Of_Matrix_SeparatesTheDiagonalFromErrors()
    {
        HeatmapChart chart = ConfusionFigure.Of(Matrix, 7)!;

        Assert.Equal((HeatmapCellKind.Reference, "8", "80.0\u00a0%"),
            (chart.Cells[0][0].Kind, chart.Cells[0][0].Label, chart.Cells[0][0].Detail));
        Assert.Equal((HeatmapCellKind.Value, "2", 0.2),
            (chart.Cells[0][1].Kind, chart.Cells[0][1].Label, chart.Cells[0][1].Value));
        Assert.Equal("", chart.Cells[0][2].Label);
        Assert.Equal(0.2, chart.Scale!.High);
    }

    [Fact]
    public void Of_NoErrors_ColoursNothing()
    {
        HeatmapChart chart = ConfusionFigure.Of(Matrix with { Counts = [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }, 7)!;

        IEnumerable<HeatmapCell> cells = chart.Cells.SelectMany(r => r).Where(c => c.Kind == HeatmapCellKind.Value);
        Assert.Equal(6, cells.Count());
        Assert.Equal(ColorRamp.Amount, chart.Scale!.Ramp);
        Assert.All(cells, c => Assert.Equal(0, chart.Scale.Position(c.Value)));
    }

    [Fact]
    public void Of_TooManyClasses_IsNoPicture()
    {
        int[] classes = [.. Enumerable.Range(0, ConfusionFigure.MostClasses + 1)];

        Assert.Null(ConfusionFigure.Of(
            new ConfusionMatrix
            {
                Classes = [.. classes.Select(c => $"{c}")],
                Counts = [.. classes.Select(_ => System.Collections.Immutable.ImmutableArray.Create(new int[classes.Length]))],
                Subset = "test",
            },
            7));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"classes":["a"],"counts":[[1,2]],"subset":"test"}""")]
    [InlineData("""{"classes":["a","b"],"counts":[[1,2]],"subset":"test"}""")]
    [InlineData("""{"classes":["a"],"counts":[[-1]],"subset":"test"}""")]
    [InlineData("""{"classes":[null],"counts":[[1]],"subset":"test"}""")]
    [InlineData("""{"classes":[],"counts":[],"subset":"test"}""")]
    [InlineData("""{"classes":null,"counts":null,"subset":null}""")]
    public void Reading_Malformed_HasNoMatrix(string json)
    {
        FakeSweepReader reader = SampleSweep.Of(new() { Hyperparameters = [] }, [],
            confusion: System.Text.Encoding.UTF8.GetBytes(json));

        Assert.Null(ConfusionReading.Of(reader, reader.Sweep, 1)!.Matrix);
    }
}
