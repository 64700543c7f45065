using Sweeper.Experiments.Hyperparameters;
using Sweeper.Neural.Optimizers;

namespace Sweeper.Training.Hyperparameters;

/// <summary>How gradients become updates.</summary>
public sealed class OptimizerHyperparameter : NamedHyperparameter
{
    internal OptimizerHyperparameter()
        : base(
            HyperparameterNames.Optimizer,
            "how gradients become updates",
            FamilyChoices.Of(OptimizerKind.All),
            "{name: momentum, momentum: 0.95}",
            OptimizerKind.Sgd.Name)
    {
    }
}
