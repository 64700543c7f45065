using Sweeper.Neural.Optimizers;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>How gradients become updates.</summary>
public sealed class OptimizerHyperparameter : NamedHyperparameter
{
    internal OptimizerHyperparameter()
        : base(
            HyperparameterNames.Optimizer,
            "how gradients become updates",
            [.. OptimizerKind.All.Select(NamedChoice.Of)],
            "{name: momentum, momentum: 0.95}",
            OptimizerKind.Sgd.Name)
    {
    }
}
