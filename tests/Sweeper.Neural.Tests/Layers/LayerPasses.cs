using System.Numerics;
using Sweeper.Neural.Layers;

namespace Sweeper.Neural.Tests.Layers;

/// <summary>What a layer with random weights makes of random input, forwards and backwards.</summary>
internal sealed record LayerPasses<T>(T[] Output, T[] WeightGradients, T[] InputGradient)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Of the largest number: some hundred additions in single precision.
    private const double Tolerance = 1e-5;

    public static LayerPasses<T> Of(ILayer<T> layer, int rows, Random random, bool needsInputGradient = true)
    {
        T[] input = RandomNumbers(rows * layer.InputSize, random), outputGradient = RandomNumbers(
            rows * layer.OutputSize, random);
        foreach (WeightTensor<T> tensor in layer.Weights)
            RandomNumbers(tensor.Count, random).CopyTo(tensor.Values);

        // Nothing that was there before may matter.
        T[] output = new T[rows * layer.OutputSize], inputGradient = new T[needsInputGradient ? input.Length : 0];
        output.AsSpan().Fill(T.NaN);
        inputGradient.AsSpan().Fill(T.NaN);
        layer.Forward(input, output, rows);
        layer.Backward(input, output, outputGradient, inputGradient, rows);
        return new LayerPasses<T>(output, [.. layer.Weights.SelectMany(w => w.Gradient.ToArray())], inputGradient);
    }

    public void AssertNear(LayerPasses<T> other)
    {
        AssertNear(Output, other.Output);
        AssertNear(WeightGradients, other.WeightGradients);
        AssertNear(InputGradient, other.InputGradient);
    }

    public void AssertSameBits(LayerPasses<T> other)
    {
        Assert.Equal(Output, other.Output);
        Assert.Equal(WeightGradients, other.WeightGradients);
        Assert.Equal(InputGradient, other.InputGradient);
    }

    private static void AssertNear(T[] expected, T[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Select(e => Math.Abs(double.CreateChecked(e))).Append(1e-30).Max();
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(double.CreateChecked(expected[i]) / scale, double.CreateChecked(actual[i]) / scale, Tolerance);
    }

    private static T[] RandomNumbers(int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating((2 * random.NextDouble()) - 1))];
}
