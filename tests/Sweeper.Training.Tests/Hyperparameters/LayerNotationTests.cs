using System.Collections.Immutable;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Shapes;
using Sweeper.Training.Hyperparameters;

namespace Sweeper.Training.Tests.Hyperparameters;

public sealed class LayerNotationTests
{
    private const string Alphabet = "0123459cspvx- ,";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Parse_WhatWasWritten_IsTheSameLayers(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++)
        {
            ImmutableArray<HiddenLayer> layers = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => Draw(random))];

            string text = ArchitectureHyperparameter.Write(layers);

            Assert.Equal(layers.AsEnumerable(), LayerNotation.Parse(text));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_RandomText_IsALayerInOneFormOrRefusedWithAReason(int seed)
    {
        var random = new Random(seed);
        int layers = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(
                Enumerable.Range(0, random.Next(0, 8)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));

            HiddenLayer? layer = LayerNotation.Read(text, LayerNotation.Allowed, out string complaint);

            Assert.NotEqual(layer is null, complaint.Length == 0);
            if (layer is null)
                continue;
            layers++;
            Assert.Equal(layer, LayerNotation.Read(LayerNotation.Write(layer), LayerNotation.Allowed, out _));
            Assert.True(LayerNotation.Write(layer).Length <= text.Length);
        }

        Assert.True(layers > 500);
    }

    [Theory]
    [InlineData("32c3-p2-64c3-p2-64c7v", null)]
    [InlineData("32c3-p2-64c3-p2-64c7v-p2", 5)]
    [InlineData("p2-p2-p2-p2", null)]
    [InlineData("p2-p2-p2-p2-p2", 4)]
    [InlineData("8c5s28-8c1-16", null)]
    [InlineData("128-64", null)]
    public void FirstWrong_OverAnImage_IsTheFirstLayerThatDoesNotFit(string architecture, int? expected) =>
        Assert.Equal(
            expected, new LayerPlacement(LayerNotation.Parse(architecture)).FirstWrong(new FeatureShape(28, 28, 3))?.Index);

    [Theory]
    [InlineData("p1000-8c1000v", null)]
    [InlineData("8c3-64-p2", 2)]
    public void FirstWrong_WithoutAnImage_LooksAtTheOrderAlone(string architecture, int? expected) =>
        Assert.Equal(expected, new LayerPlacement(LayerNotation.Parse(architecture)).FirstWrong(null)?.Index);

    private static HiddenLayer Draw(Random random) => random.Next(3) switch
    {
        0 => new DenseHiddenLayer(random.Next(1, 1_000_000_001)),
        1 => new MaxPoolingHiddenLayer(random.Next(1, 1001)),
        _ => new ConvolutionHiddenLayer(
            random.Next(1, 1_000_001),
            random.Next(1, 1001),
            random.Next(1, 1001) is var s && s > 500 ? 1 : s,
            random.Next(2) == 0),
    };
}
