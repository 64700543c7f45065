using Sweeper.Neural.Activations;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Layers;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Randomness;
using Sweeper.Neural.Shapes;

namespace Sweeper.Neural.Tests.Networks;

public sealed class WeightSnapshotTests
{
    private readonly Network<float> _network = new(
        new NetworkDefinition
        {
            Input = FeatureShape.Flat(3),
            HiddenLayers = HiddenLayer.Dense(4),
            OutputSize = 2,
            Activation = ActivationKind.Tanh,
            Initializer = new UniformInitializer(1),
        },
        RandomSource.FromSeed(1));

    [Fact]
    public void Restore_AfterChanges_PutsBackTheWeightsLastTaken()
    {
        var snapshot = new WeightSnapshot<float>(_network);
        snapshot.Take();
        Fill(3);
        snapshot.Take();
        Fill(4);

        snapshot.Restore();

        Assert.True(snapshot.HasValue);
        Assert.All(_network.Weights.SelectMany(w => w.Values.ToArray()), value => Assert.Equal(3, value));
    }

    [Fact]
    public void Restore_Twice_IsNotChangedByTraining()
    {
        float[] taken = [.. _network.Weights.SelectMany(w => w.Values.ToArray())];
        var snapshot = new WeightSnapshot<float>(_network);
        snapshot.Take();
        snapshot.Restore();
        Fill(9);

        snapshot.Restore();

        Assert.Equal(taken, _network.Weights.SelectMany(w => w.Values.ToArray()));
    }

    [Fact]
    public void Restore_NothingTaken_Throws()
    {
        var snapshot = new WeightSnapshot<float>(_network);

        Assert.False(snapshot.HasValue);
        Assert.Throws<InvalidOperationException>(snapshot.Restore);
    }

    private void Fill(float value)
    {
        foreach (WeightTensor<float> tensor in _network.Weights)
            tensor.Values.Fill(value);
    }
}
