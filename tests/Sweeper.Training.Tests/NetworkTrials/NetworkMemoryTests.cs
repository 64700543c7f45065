using Sweeper.Neural.Activations;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Shapes;
using Sweeper.Sweeps;
using Sweeper.Training.Hyperparameters;
using Sweeper.Training.NetworkTrials;

namespace Sweeper.Training.Tests.NetworkTrials;

public sealed class NetworkMemoryTests
{
    [Theory]
    [InlineData("32c3-p2-64", 128)]
    [InlineData("1000000c1-p28", 1)]
    [InlineData("8c1000", 256)]
    public void Measure_WhatArraysCanHold_IsItsEstimate(string architecture, int rows)
    {
        NetworkDefinition definition = Definition(architecture);

        Assert.Equal(
            definition.EstimateTrainingBytes(rows, 4, 2),
            NetworkMemory.Measure(definition, rows, 2, 2, new MachineMemory(long.MaxValue)));
    }

    [Theory]
    [InlineData("1000000c3", 256, "a batch of 256 rows of 784000000 numbers has 200,704,000,000 numbers")]
    [InlineData("1000c1-1000c100", 1, "the convolution 1000c100 over 28×28×1000 has 10,000,001,000 numbers")]
    [InlineData("2100c1-1c999", 1, "the convolution 1c999 over 28×28×2100 reads 2,210,619,600 numbers")]
    [InlineData("1000000000", 1, "a layer of 784 inputs and 1000000000 units has 785,000,000,000 numbers")]
    public void Measure_MoreThanArraysCanHold_IsRefusedWithWhatItIs(string architecture, int rows, string message)
    {
        var e = Assert.Throws<TrialRefusedException>(
            () => NetworkMemory.Measure(Definition(architecture), rows, 1, 1, new MachineMemory(long.MaxValue)));

        Assert.Equal($"{message}, more than the limit of {Array.MaxLength - 64:N0}; use smaller layers or batches", e.Message);
    }

    private static NetworkDefinition Definition(string architecture) => new()
    {
        Input = new FeatureShape(28, 28, 1),
        HiddenLayers = ArchitectureHyperparameter.HiddenLayers(architecture),
        OutputSize = 10,
        Activation = ActivationKind.Relu,
        Initializer = new HeNormalInitializer(),
    };
}
