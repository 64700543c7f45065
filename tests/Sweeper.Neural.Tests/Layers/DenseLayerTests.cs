using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Tests.Layers;

public sealed class DenseLayerTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 5)]
    [InlineData(7, 11, 19)]
    public void Backward_AnyShape_EqualsCentralDifferences(int rows, int inputs, int outputs) =>
        new LayerGradient(new DenseLayer<double>("dense", inputs, outputs), rows, new Random(rows)).Check();

    [Fact]
    public void Forward_KnownNumbers_IsProductPlusBias()
    {
        DenseLayer<float> layer = TwoByThree();
        float[] output = new float[6];

        layer.Forward([1, 10, 2, 20], output, 2);

        // [1 10; 2 20]·[1 2 3; 4 5 6] + [7 8 9]
        Assert.Equal([48, 60, 72, 89, 112, 135], output);
    }

    [Fact]
    public void Backward_GradientsOfTheLastStep_AreOverwritten()
    {
        DenseLayer<float> layer = TwoByThree();
        layer.Weight.Gradient.Fill(float.NaN);
        layer.Bias.Gradient.Fill(float.NaN);

        layer.Backward([1, 10, 2, 20], new float[6], [1, 2, 3, 4, 5, 6], default, 2);

        Assert.Equal([9, 12, 15, 90, 120, 150], layer.Weight.Gradient.ToArray());
        Assert.Equal([5, 7, 9], layer.Bias.Gradient.ToArray());
    }

    [Fact]
    public void Weights_NewLayer_AreNamedShapedAndZero()
    {
        var layer = new DenseLayer<float>("dense_1", 2, 3);

        Assert.Equal(["dense_1.weight", "dense_1.bias"], layer.Weights.Select(w => w.Name));
        Assert.Equal([WeightKind.Weight, WeightKind.Bias], layer.Weights.Select(w => w.Kind));
        Assert.Equal<int>([2, 3], layer.Weight.Shape);
        Assert.Equal<int>([3], layer.Bias.Shape);
        Assert.Equal(new float[9], layer.Weights.SelectMany(w => w.Values.ToArray()));
    }

    [Fact]
    public void Forward_OutputOfOtherSize_Throws() =>
        Assert.Throws<ArgumentException>(() => TwoByThree().Forward([1, 10, 2, 20], new float[7], 2));

    private static DenseLayer<float> TwoByThree()
    {
        var layer = new DenseLayer<float>("dense", 2, 3);
        float[] weights = [1, 2, 3, 4, 5, 6], biases = [7, 8, 9];
        weights.CopyTo(layer.Weight.Values);
        biases.CopyTo(layer.Bias.Values);
        return layer;
    }
}
