using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Classifier;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Tests.Classifier;

public sealed class FirstLayerFigureTests
{
    [Fact]
    public void Of_HiddenLayer_ShowsTheUnitsWithTheLargestWeightsFirst()
    {
        // Two pixels, three units: (1, 1), (−4, 2), (0, 0).
        WeightChart chart = FirstLayerFigure.Of(Network(
            new DenseClassifierLayer { Weights = [1, -4, 0, 1, 2, 0], Biases = [0, 0, 0], Activation = "relu" },
            new DenseClassifierLayer { Weights = [1, 1, 1], Biases = [0], Activation = "identity" }));

        Assert.Equal(["unit 2", "unit 1", "unit 3"], chart.Units.Select(u => u.Label));
        Assert.Equal([0f, 0f], chart.Units[2].Shares.ToArray());
        Assert.Equal([1f, 1f], chart.Units[1].Shares.ToArray());
        Assert.Equal([-1f, 1f], chart.Units[0].Shares.ToArray());
    }

    [Fact]
    public void Of_NoHiddenLayer_ShowsTheClassesInTheirOrder()
    {
        WeightChart chart = FirstLayerFigure.Of(Network(new DenseClassifierLayer { Weights = [1, -4, 1, 2], Biases = [0, 0], Activation = "identity" }));

        Assert.Equal(["a", "b"], chart.Units.Select(u => u.Label));
    }

    [Fact]
    public void Of_ManyUnits_ShowsTheLargest()
    {
        const int Units = FirstLayerFigure.MostUnits + 2;
        WeightChart chart = FirstLayerFigure.Of(Network(
            new DenseClassifierLayer { Weights = [.. Enumerable.Range(0, 2 * Units).Select(i => (float)i)], Biases = [.. new float[Units]], Activation = "relu" },
            new DenseClassifierLayer { Weights = [.. new float[Units]], Biases = [0], Activation = "identity" }));

        Assert.Equal(FirstLayerFigure.MostUnits, chart.Units.Length);
        Assert.Equal($"unit {Units}", chart.Units[0].Label);
    }

    private static LayeredClassifier Network(params ClassifierLayer[] layers) => new()
    {
        Width = 1,
        Height = 2,
        InputScale = 1,
        Classes = ["a", "b"],
        Output = "softmax",
        Layers = [.. layers],
    };
}
