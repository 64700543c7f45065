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
        Assert.Equal([-1f, 0.5f], chart.Units[0].Shares.ToArray());
        Assert.Equal((1, 1, "unit"), (chart.Width, chart.Channels, chart.UnitName));
    }

    [Fact]
    public void Of_NoHiddenLayer_ShowsTheClassesInTheirOrder()
    {
        WeightChart chart = FirstLayerFigure.Of(Network(new DenseClassifierLayer { Weights = [1, -4, 1, 2], Biases = [0, 0],
            Activation = "identity" }));

        Assert.Equal(["a", "b"], chart.Units.Select(u => u.Label));
        Assert.Equal("class", chart.UnitName);
    }

    [Fact]
    public void Of_LargeWeightAmongMany_HasTheFullColourWithOthers()
    {
        float[] weights = [.. Enumerable.Range(0, 784).Select(i => i % 2 == 0 ? 1f : 0.5f)];
        weights[7] = 100;

        WeightChart chart = FirstLayerFigure.Of(Network(new DenseClassifierLayer { Weights = [.. weights], Biases = [0],
            Activation = "identity" }) with { Height = 784 });

        Assert.Equal([1f, 0.5f, 1f], [chart.Units[0].Shares[7], chart.Units[0].Shares[1], chart.Units[0].Shares[0]]);
    }

    [Fact]
    public void Of_Convolution_ShowsFiltersOfItsSize()
    {
        // Two filters of 3×3; the second is the first but for its sign and size.
        WeightChart chart = FirstLayerFigure.Of(Network(
            Convolution(3, 1, [.. Enumerable.Range(0, 9).SelectMany(i => new[] { (float)i, -2f * i })]),
            new DenseClassifierLayer { Weights = [.. new float[4]], Biases = [0, 0], Activation = "identity" }));

        Assert.Equal((3, 1, "filter"), (chart.Width, chart.Channels, chart.UnitName));
        Assert.Equal(["filter 2", "filter 1"], chart.Units.Select(u => u.Label));
        Assert.Equal(Enumerable.Range(0, 9).Select(i => -i / 8f), chart.Units[0].Shares);
        Assert.Contains("speaks for the filter", chart.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ConvolutionOverColours_KeepsTheThreeOfAPixelTogether()
    {
        WeightChart chart = FirstLayerFigure.Of(Network(
            Convolution(2, 3, [.. Enumerable.Range(1, 12).Select(i => (float)i)], filters: 1),
            new DenseClassifierLayer { Weights = [.. new float[2]], Biases = [0, 0],
                Activation = "identity" }) with { Channels = 3 });

        Assert.Equal((2, 3), (chart.Width, chart.Channels));
        Assert.Equal(Enumerable.Range(1, 12).Select(i => i / 12f), Assert.Single(chart.Units).Shares);
        Assert.Contains("mid-grey is 0", chart.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PoolingBeforeAFullyConnectedLayer_ShowsWhatPoolingLeaves()
    {
        // 7×9 pixels become 3×4, and those 1×2.
        WeightChart chart = FirstLayerFigure.Of(Network(
            new MaxPoolingClassifierLayer { Height = 7, Width = 9, Channels = 1, Size = 2 },
            new MaxPoolingClassifierLayer { Height = 3, Width = 4, Channels = 1, Size = 2 },
            new DenseClassifierLayer { Weights = [1, 2, 3, 4], Biases = [0, 0], Activation = "identity" }) with { Height = 7,
                Width = 9 });

        Assert.Equal((2, "class"), (chart.Width, chart.UnitName));
        Assert.All(chart.Units, u => Assert.Equal(2, u.Shares.Length));
    }

    [Fact]
    public void Of_ManyUnits_ShowsTheLargest()
    {
        const int Units = FirstLayerFigure.MostUnits + 2;
        WeightChart chart = FirstLayerFigure.Of(Network(
            new DenseClassifierLayer { Weights = [.. Enumerable.Range(0, 2 * Units).Select(i => (float)i)],
                Biases = [.. new float[Units]], Activation = "relu" },
            new DenseClassifierLayer { Weights = [.. new float[Units]], Biases = [0], Activation = "identity" }));

        Assert.Equal(FirstLayerFigure.MostUnits, chart.Units.Length);
        Assert.Equal($"unit {Units}", chart.Units[0].Label);
    }

    private static ConvolutionClassifierLayer Convolution(int size, int channels, float[] weights, int filters = 2) => new()
    {
        Height = 8,
        Width = 8,
        Channels = channels,
        KernelSize = size,
        Stride = 1,
        Padding = 0,
        Weights = [.. weights],
        Biases = [.. new float[filters]],
        Activation = "relu",
    };

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
