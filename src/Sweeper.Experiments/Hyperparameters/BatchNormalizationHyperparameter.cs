using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>Whether the units of hidden layers are normalised over each batch.</summary>
public sealed class BatchNormalizationHyperparameter : SwitchHyperparameter
{
    internal BatchNormalizationHyperparameter()
        : base(HyperparameterNames.BatchNormalization, "normalises the units of hidden layers over each batch, before their activation")
    {
    }

    public override IReadOnlyList<string> ConflictsWith => [HyperparameterNames.BatchSize];

    public override string? ConflictIn(HyperparameterValues values) =>
        values[Name] is BooleanValue { Boolean: true } && values[HyperparameterNames.BatchSize] is NumberValue { Number: 1 }
            ? "batch_normalization does not go with batch_size 1, whose one image has no spread; use larger batches, or false"
            : null;
}
