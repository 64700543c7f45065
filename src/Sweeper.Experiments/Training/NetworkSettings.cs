using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Experiments.Hyperparameters;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Outputs;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Training;

/// <summary>The hyperparameters of a trial in the engine's own terms.</summary>
internal sealed record NetworkSettings
{
    public required ImmutableArray<int> HiddenSizes { get; init; }

    public required ActivationKind Activation { get; init; }

    public required LossKind Loss { get; init; }

    public required OutputKind Output { get; init; }

    public required IInitializer Initializer { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Null for the whole training set.</summary>
    public required int? BatchSize { get; init; }

    public required int Epochs { get; init; }

    /// <summary>Translates validated values.</summary>
    /// <param name="values">A value for every hyperparameter of the built-in network.</param>
    public static NetworkSettings From(HyperparameterValues values) => new()
    {
        HiddenSizes = Sizes(Text(values, HyperparameterNames.Architecture)),
        Activation = Text(values, HyperparameterNames.Activation) switch
        {
            "sigmoid" => ActivationKind.Sigmoid,
            "tanh" => ActivationKind.Tanh,
            "relu" => ActivationKind.Relu,
            string other => throw Unknown(HyperparameterNames.Activation, other),
        },
        Loss = Text(values, HyperparameterNames.Loss) switch
        {
            "cross_entropy" => LossKind.CrossEntropy,
            "binary_cross_entropy" => LossKind.BinaryCrossEntropy,
            "mean_squared_error" => LossKind.MeanSquaredError,
            string other => throw Unknown(HyperparameterNames.Loss, other),
        },
        Output = Text(values, HyperparameterNames.Output) switch
        {
            "softmax" => OutputKind.Softmax,
            "sigmoid" => OutputKind.Sigmoid,
            "identity" => OutputKind.Identity,
            string other => throw Unknown(HyperparameterNames.Output, other),
        },
        Initializer = Initialization(values[HyperparameterNames.Initializer]),
        LearningRate = Number(values[HyperparameterNames.LearningRate]),
        BatchSize = values[HyperparameterNames.BatchSize] is NumberValue size ? (int)size.Number : null,
        Epochs = (int)Number(values[HyperparameterNames.Epochs]),
    };

    private static ImmutableArray<int> Sizes(string architecture) => architecture == ArchitectureHyperparameter.Linear
        ? []
        : [.. architecture.Split('-').Select(s => int.Parse(s, NumberStyles.None, CultureInfo.InvariantCulture))];

    private static IInitializer Initialization(HyperparameterValue value) => value switch
    {
        MapValue { Entries: var map } when map["name"].ToString() == "normal" => new NormalInitializer(Number(map["scale"])),
        MapValue { Entries: var map } when map["name"].ToString() == "uniform" => new UniformInitializer(Number(map["range"])),
        _ => value.ToString() switch
        {
            "glorot_uniform" => new GlorotUniformInitializer(),
            "glorot_normal" => new GlorotNormalInitializer(),
            "he_uniform" => new HeUniformInitializer(),
            "he_normal" => new HeNormalInitializer(),
            "lecun_normal" => new LecunNormalInitializer(),
            string other => throw Unknown(HyperparameterNames.Initializer, other),
        },
    };

    private static string Text(HyperparameterValues values, string name) => values[name].ToString();

    private static double Number(HyperparameterValue value) => ((NumberValue)value).Number;

    private static InvalidOperationException Unknown(string name, string value) =>
        new($"Validation let {name} '{value}' through, which the engine does not have.");
}
