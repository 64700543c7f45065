using System.Collections.Immutable;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Randomness;

namespace Sweeper.Neural.Tests.Layers;

public sealed class DropoutLayerTests
{
    private const int Size = 1000;

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Forward_Training_DropsTheShareAndKeepsTheMean(double rate)
    {
        float[] output = Forward(rate, seed: 1, isTraining: true);

        float kept = (float)(1 / (1 - rate));
        Assert.All(output, y => Assert.True(y == 0 || Math.Abs(y - kept) < 1e-3 * kept));
        Assert.InRange(output.Count(y => y == 0) / (double)output.Length, rate - 0.02, rate + 0.02);
        Assert.InRange(output.Average(), 0.9, 1.1);
    }

    [Fact]
    public void Forward_NotTraining_HandsTheInputOn() =>
        Assert.All(Forward(0.5, seed: 1, isTraining: false), y => Assert.Equal(1, y));

    [Fact]
    public void Forward_SameSeed_DropsTheSameUnits()
    {
        Assert.Equal(Forward(0.5, seed: 3, isTraining: true), Forward(0.5, seed: 3, isTraining: true));
        Assert.NotEqual(Forward(0.5, seed: 3, isTraining: true), Forward(0.5, seed: 4, isTraining: true));
    }

    [Fact]
    public void Backward_SameUnitsDropped_EqualsCentralDifferences()
    {
        RandomSource random = RandomSource.FromSeed(1);
        new LayerGradient(
            new SameUnits(new DropoutLayer<double>(37, 0.5, random) { IsTraining = true }, random), 3, new Random(1)).Check();
    }

    private static float[] Forward(double rate, ulong seed, bool isTraining)
    {
        var layer = new DropoutLayer<float>(Size, rate, RandomSource.FromSeed(seed)) { IsTraining = isTraining };
        float[] output = new float[10 * Size];
        layer.Forward(Enumerable.Repeat(1f, 10 * Size).ToArray(), output, 10);
        return output;
    }

    /// <summary>Dropout that draws the same numbers at every forward pass.</summary>
    private sealed class SameUnits(DropoutLayer<double> layer, RandomSource random) : ILayer<double>
    {
        private readonly RandomState _start = random.State;

        public int InputSize => layer.InputSize;

        public int OutputSize => layer.OutputSize;

        public ImmutableArray<WeightTensor<double>> Weights => [];

        public void Forward(ReadOnlySpan<double> input, Span<double> output, int rows)
        {
            random.State = _start;
            layer.Forward(input, output, rows);
        }

        public void Backward(
            ReadOnlySpan<double> input, ReadOnlySpan<double> output, ReadOnlySpan<double> outputGradient,
            Span<double> inputGradient, int rows) =>
            layer.Backward(input, output, outputGradient, inputGradient, rows);
    }
}
