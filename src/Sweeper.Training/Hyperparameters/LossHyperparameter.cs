using System.Collections.Immutable;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Neural.Families;
using Sweeper.Neural.Losses;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>What training minimises.</summary>
public sealed class LossHyperparameter : NamedHyperparameter
{
    /// <param name="losses">Those that there are to choose from, the default first.</param>
    internal LossHyperparameter(params ImmutableArray<LossKind> losses)
        : base(
            HyperparameterNames.Loss,
            "what training minimises",
            FamilyChoices.Of(losses),
            "{name: mean_squared_error, reduction: half}",
            losses[0].Name)
    {
    }

    /// <summary>The loss in a value for every hyperparameter.</summary>
    internal static LossKind KindIn(HyperparameterValues values) => LossKind.All.Named(NameOf(values[HyperparameterNames.Loss]));
}
