namespace Sweeper.Experiments.Hyperparameters;

/// <summary>What training minimises.</summary>
public sealed class LossHyperparameter : NamedHyperparameter
{
    /// <summary>How the squared errors of an image's outputs are added up: their sum, their mean, or half their sum.</summary>
    public const string Reduction = "reduction";

    internal LossHyperparameter()
        : base(
            HyperparameterNames.Loss,
            "what training minimises",
            [
                new("cross_entropy"),
                new("binary_cross_entropy"),
                new("mean_squared_error", SettingDefinition.Choice(Reduction, "how the squares of the outputs of an image are put together", ["sum", "mean", "half"])),
            ],
            "{name: mean_squared_error, reduction: half}",
            "cross_entropy")
    {
    }
}
