using Sweeper.Experiments.Hyperparameters;
using Sweeper.Neural.Optimizers;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Training;

/// <summary>Translates the hyperparameter <c>optimizer</c>.</summary>
internal static class OptimizerSettings
{
    public static OptimizerDefinition From(HyperparameterValues values)
    {
        var reader = new SettingsReader(values);
        return reader.Name(HyperparameterNames.Optimizer) switch
        {
            "sgd" => new OptimizerDefinition { Kind = OptimizerKind.Sgd },
            "momentum" => Momentum(reader, OptimizerKind.Momentum),
            "nesterov" => Momentum(reader, OptimizerKind.Nesterov),
            "rmsprop" => new OptimizerDefinition
            {
                Kind = OptimizerKind.RmsProp,
                Decay = Setting(reader, OptimizerHyperparameter.Decay),
                Epsilon = Setting(reader, OptimizerHyperparameter.Epsilon),
            },
            "adam" => Adam(reader, OptimizerKind.Adam),
            "adamw" => Adam(reader, OptimizerKind.AdamW),
            string other => throw SettingsReader.Unknown(HyperparameterNames.Optimizer, other),
        };
    }

    private static OptimizerDefinition Momentum(SettingsReader reader, OptimizerKind kind) =>
        new() { Kind = kind, Momentum = Setting(reader, OptimizerHyperparameter.Momentum) };

    private static OptimizerDefinition Adam(SettingsReader reader, OptimizerKind kind) => new()
    {
        Kind = kind,
        Beta1 = Setting(reader, OptimizerHyperparameter.Beta1),
        Beta2 = Setting(reader, OptimizerHyperparameter.Beta2),
        Epsilon = Setting(reader, OptimizerHyperparameter.Epsilon),
    };

    private static double Setting(SettingsReader reader, string setting) =>
        reader.Setting(HyperparameterNames.Optimizer, setting);
}
