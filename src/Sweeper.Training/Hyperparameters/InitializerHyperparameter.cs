using Sweeper.Experiments.Hyperparameters;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Initializers;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>How weights begin; the default depends on the activation.</summary>
public sealed class InitializerHyperparameter : NamedHyperparameter
{
    private static readonly TextValue Rectified = new("he_normal");
    private static readonly TextValue Other = new("glorot_uniform");

    internal InitializerHyperparameter()
        : base(
            HyperparameterNames.Initializer,
            "how the weights begin; biases begin at 0 unless it says otherwise",
            FamilyChoices.Of(InitializerKinds.All),
            "{name: normal, scale: 0.01}",
            Other.Text)
    {
    }

    public override string DefaultText =>
        $"{Rectified} for {Listed(ActivationKind.All.Where(a => a.IsRectifier).Select(a => a.Name))}, {Other} otherwise";

    public override IReadOnlyList<string> DependsOn => [HyperparameterNames.Activation];

    public override HyperparameterValue DefaultFor(HyperparameterValues values) =>
        ActivationHyperparameter.KindsOf(values[HyperparameterNames.Activation]).All(a => a.IsRectifier) ? Rectified : Other;
}
