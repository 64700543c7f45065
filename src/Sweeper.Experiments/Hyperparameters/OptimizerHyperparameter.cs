using Sweeper.Experiments.Reading;

namespace Sweeper.Experiments.Hyperparameters;

/// <summary>How gradients become updates.</summary>
public sealed class OptimizerHyperparameter : NamedHyperparameter
{
    public const string Momentum = "momentum";
    public const string Decay = "decay";
    public const string Beta1 = "beta1";
    public const string Beta2 = "beta2";
    public const string Epsilon = "epsilon";

    private static readonly NumberRange Shares = new(0, 1, ExcludesMaximum: true);
    private static readonly SettingDefinition MomentumSetting = SettingDefinition.Number(Momentum, "the share of the last step that is kept in the next", Shares, 0.9);
    private static readonly SettingDefinition Beta1Setting = SettingDefinition.Number(Beta1, "the decay of the running mean of the gradients", Shares, 0.9);
    private static readonly SettingDefinition Beta2Setting = SettingDefinition.Number(Beta2, "the decay of the running mean of their squares", Shares, 0.999);
    private static readonly SettingDefinition EpsilonSetting =
        SettingDefinition.Number(Epsilon, "is added to the divisor, so that it is never 0", new NumberRange(0, ExcludesMinimum: true), 1e-8);

    internal OptimizerHyperparameter()
        : base(
            HyperparameterNames.Optimizer,
            "how gradients become updates",
            [
                new("sgd"),
                new("momentum", MomentumSetting),
                new("nesterov", MomentumSetting),
                new("rmsprop", SettingDefinition.Number(Decay, "the decay of the running mean of the squared gradients", Shares, 0.99), EpsilonSetting),
                new("adam", Beta1Setting, Beta2Setting, EpsilonSetting),
                new("adamw", Beta1Setting, Beta2Setting, EpsilonSetting),
            ],
            "{name: momentum, momentum: 0.95}",
            "sgd")
    {
    }
}
