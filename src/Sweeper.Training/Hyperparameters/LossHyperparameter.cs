using Sweeper.Experiments.Hyperparameters;
using Sweeper.Neural.Families;
using Sweeper.Neural.Losses;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>What training minimises.</summary>
public sealed class LossHyperparameter : NamedHyperparameter
{
    internal LossHyperparameter()
        : base(
            HyperparameterNames.Loss,
            "what training minimises",
            FamilyChoices.Of(LossKind.All),
            "{name: mean_squared_error, reduction: half}",
            LossKind.CrossEntropy.Name)
    {
    }

    /// <summary>The loss in a value for every hyperparameter.</summary>
    internal static LossKind KindIn(HyperparameterValues values) => LossKind.All.Named(NameOf(values[HyperparameterNames.Loss]));
}
