using Sweeper.Experiments.Hyperparameters;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Outputs;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Training;

/// <summary>Translates the hyperparameters <c>loss</c>, <c>output</c> and <c>label_smoothing</c>.</summary>
internal static class LossSettings
{
    public static LossDefinition From(HyperparameterValues values)
    {
        var reader = new SettingsReader(values);
        LossKind kind = reader.Name(HyperparameterNames.Loss) switch
        {
            "cross_entropy" => LossKind.CrossEntropy,
            "binary_cross_entropy" => LossKind.BinaryCrossEntropy,
            "mean_squared_error" => LossKind.MeanSquaredError,
            string other => throw SettingsReader.Unknown(HyperparameterNames.Loss, other),
        };
        var definition = new LossDefinition
        {
            Kind = kind,
            Output = Output(reader.Name(HyperparameterNames.Output)),
            LabelSmoothing = reader.Number(HyperparameterNames.LabelSmoothing),
        };
        return kind == LossKind.MeanSquaredError
            ? definition with { Reduction = Reduction(reader.SettingName(HyperparameterNames.Loss, LossHyperparameter.Reduction)) }
            : definition;
    }

    private static OutputKind Output(string name) => name switch
    {
        "softmax" => OutputKind.Softmax,
        "sigmoid" => OutputKind.Sigmoid,
        "identity" => OutputKind.Identity,
        _ => throw SettingsReader.Unknown(HyperparameterNames.Output, name),
    };

    private static SquaredErrorReduction Reduction(string name) => name switch
    {
        "sum" => SquaredErrorReduction.Sum,
        "mean" => SquaredErrorReduction.Mean,
        "half" => SquaredErrorReduction.Half,
        _ => throw SettingsReader.Unknown(HyperparameterNames.Loss, name),
    };
}
