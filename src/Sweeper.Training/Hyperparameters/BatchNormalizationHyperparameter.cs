using Sweeper.Experiments.Hyperparameters;
using Sweeper.Neural.Networks;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>Whether the units of hidden layers are normalised over each batch.</summary>
public sealed class BatchNormalizationHyperparameter : SwitchHyperparameter
{
    internal BatchNormalizationHyperparameter()
        : base(HyperparameterNames.BatchNormalization,
            "normalises the units of hidden layers over each batch, before their activation")
    {
    }

    public override IReadOnlyList<string> ConflictsWith => [HyperparameterNames.BatchSize, HyperparameterNames.Architecture];

    // The places of a filter have a spread in one image too.
    public override string? ConflictIn(HyperparameterValues values) =>
        values[Name] is BooleanValue { Boolean: true } && values[HyperparameterNames.BatchSize] is NumberValue { Number: 1 }
            && ArchitectureHyperparameter.HiddenLayers(values[HyperparameterNames.Architecture]).Any(l => l is DenseHiddenLayer)
            ? "batch_normalization does not go with batch_size 1, whose one image gives no spread to the units of a fully "
                + "connected layer; use larger batches, or false"
            : null;
}
