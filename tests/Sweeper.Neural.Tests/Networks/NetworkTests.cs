using Sweeper.Neural.Activations;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Tests.Networks;

public sealed class NetworkTests
{
    [Fact]
    public void Weights_TwoHiddenLayers_AreInTheOrderOfTheLayers()
    {
        Network<float> network = Create(seed: 1);

        Assert.Equal(
            ["dense_1.weight", "dense_1.bias", "dense_2.weight", "dense_2.bias", "dense_3.weight", "dense_3.bias"],
            network.Weights.Select(w => w.Name));
        Assert.Equal(["3,5", "5", "5,4", "4", "4,2", "2"], network.Weights.Select(w => string.Join(',', w.Shape)));
        Assert.Equal(network.Definition.WeightCount, network.Weights.Sum(w => w.Count));
    }

    [Fact]
    public void Constructor_NewNetwork_DrawsWeightsAndLeavesBiasesZero()
    {
        Network<float> network = Create(seed: 1);

        Assert.All(network.Weights.Where((_, i) => i % 2 == 0), tensor => Assert.DoesNotContain(0, tensor.Values.ToArray()));
        Assert.All(
            network.Weights.Where((_, i) => i % 2 == 1), tensor => Assert.All(tensor.Values.ToArray(), b => Assert.Equal(0, b)));
    }

    [Fact]
    public void Constructor_DrawsBiases_DrawsEachLayersBiasesAfterItsWeights()
    {
        NetworkDefinition definition = Create(seed: 1)
            .Definition with { Initializer = new UniformInitializer(0.5), DrawsBiases = true };

        var network = new Network<float>(definition, RandomSource.FromSeed(1));

        RandomSource random = RandomSource.FromSeed(1);
        float[] expected =
            [.. network.Weights.SelectMany(w => w.Values.ToArray()).Select(_ => (float)(random.NextDouble() - 0.5))];
        Assert.Equal(expected, network.Weights.SelectMany(w => w.Values.ToArray()));
    }

    [Fact]
    public void Constructor_DrawsBiasesWithBatchNormalization_LeavesItsScalesAndShiftsAsTheyAre()
    {
        NetworkDefinition definition = Create(seed: 1).Definition with
        {
            Initializer = new UniformInitializer(0.5),
            DrawsBiases = true,
            BatchNormalization = true,
        };

        var network = new Network<float>(definition, RandomSource.FromSeed(1));

        Assert.All(
            network.Weights.Single(w => w.Name == "batch_normalization_1.shift").Values.ToArray(), v => Assert.Equal(0, v));
        Assert.All(
            network.Weights.Single(w => w.Name == "batch_normalization_1.scale").Values.ToArray(), v => Assert.Equal(1, v));
        Assert.DoesNotContain(0, network.Weights.Single(w => w.Name == "dense_1.bias").Values.ToArray());
    }

    [Fact]
    public void Constructor_SameSeed_DrawsTheSameWeights()
    {
        Assert.Equal(FirstWeights(seed: 1), FirstWeights(seed: 1));
        Assert.NotEqual(FirstWeights(seed: 1), FirstWeights(seed: 2));

        static IEnumerable<float> FirstWeights(ulong seed) => Create(seed).Weights.SelectMany(w => w.Values.ToArray());
    }

    [Fact]
    public void Constructor_LayersOfDifferentWidth_GiveTheInitializerFanInAndFanOut()
    {
        var fans = new FanRecorder();

        Create(seed: 1, fans);

        Assert.Equal([(3, 5), (5, 4), (4, 2)], fans.Seen.Distinct());
        Assert.Equal(15 + 20 + 8, fans.Seen.Count);
    }

    [Fact]
    public void Forward_SmallerBatchAfterALarger_GivesTheSameLogits()
    {
        Network<float> network = Create(seed: 1);
        float[] input = [.. Enumerable.Range(0, 21).Select(i => i / 21f)];
        float[] large = network.Forward(input, 7).ToArray();

        float[] small = network.Forward(input.AsSpan(0, 6), 2).ToArray();

        Assert.Equal(large[..4], small);
        Assert.Equal(4, network.LogitsGradient(2).Length);
    }

    [Fact]
    public void Forward_InputOfOtherSize_Throws() =>
        Assert.Throws<ArgumentException>(() => Create(seed: 1).Forward(new float[7], 2));

    private static Network<float> Create(ulong seed, IInitializer? initializer = null) => new(
        new NetworkDefinition
        {
            Input = FeatureShape.Flat(3),
            HiddenLayers = HiddenLayer.Dense(5, 4),
            OutputSize = 2,
            Activation = ActivationKind.Sigmoid,
            Initializer = initializer ?? new UniformInitializer(1),
        },
        RandomSource.FromSeed(seed));

    private sealed class FanRecorder : IInitializer
    {
        public List<(int FanIn, int FanOut)> Seen { get; } = [];

        public double Next(RandomSource random, int fanIn, int fanOut)
        {
            Seen.Add((fanIn, fanOut));
            return 0;
        }
    }
}
