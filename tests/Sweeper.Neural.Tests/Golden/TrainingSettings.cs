using System.Collections.Immutable;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Regularizers;
using Sweeper.Neural.Schedules;

namespace Sweeper.Neural.Tests.Golden;

/// <summary>The cases of training.py in Sweeper's terms.</summary>
internal sealed record TrainingSettings
{
    public static IReadOnlyDictionary<string, TrainingSettings> All { get; } = new Dictionary<string, TrainingSettings>
    {
        ["sgd"] = new(),
        ["momentum"] = new() { Optimizer = new(OptimizerKind.Momentum), Rate = 0.05 },
        ["momentum_settings"] = new() { Optimizer = new(OptimizerKind.Momentum, ("momentum", 0.5)), Rate = 0.05 },
        ["nesterov"] = new() { Optimizer = new(OptimizerKind.Nesterov), Rate = 0.05 },
        ["rmsprop"] = new() { Optimizer = new(OptimizerKind.RmsProp), Rate = 0.01 },
        ["rmsprop_settings"] = new() { Optimizer = new(OptimizerKind.RmsProp, ("decay", 0.9), ("epsilon", 0.01)), Rate = 0.01 },
        ["adam"] = new() { Optimizer = new(OptimizerKind.Adam), Rate = 0.02 },
        ["adam_settings"] = new()
        {
            Optimizer = new(OptimizerKind.Adam, ("beta1", 0.8), ("beta2", 0.95), ("epsilon", 0.001)),
            Rate = 0.02,
        },
        ["adamw"] = new() { Optimizer = new(OptimizerKind.AdamW) { WeightDecay = 0.1 }, Rate = 0.02 },
        ["weight_decay"] = new() { Rules = [new WeightPenalty<float>(0.1, 0)] },
        ["weight_decay_adam"] = new()
        {
            Optimizer = new(OptimizerKind.Adam),
            Rate = 0.02,
            Rules = [new WeightPenalty<float>(0.1, 0)],
        },
        ["l1"] = new() { Rules = [new WeightPenalty<float>(0, 0.02)] },
        ["gradient_clip"] = new() { Rules = [new GradientClip<float>(0.3)] },
        ["gradient_clip_and_penalties"] = new() { Rules = [new GradientClip<float>(0.3), new WeightPenalty<float>(0.1, 0.02)] },
        ["batch_normalization"] = new() { BatchNormalization = true },
        ["step"] = new() { Schedule = new StepSchedule(2, 0.25) },
        ["exponential"] = new() { Schedule = new ExponentialSchedule(0.5) },
        ["cosine"] = new() { Schedule = new CosineSchedule(0.1) },
        ["one_cycle"] = new() { Schedule = new OneCycleSchedule(0.3, 25, 10_000) },
        ["one_cycle_settings"] = new() { Schedule = new OneCycleSchedule(0.5, 4, 10) },
        ["warmup_cosine"] = new() { Schedule = new CosineSchedule(0), WarmupEpochs = 1 },
        ["cross_entropy"] = new(),
        ["label_smoothing"] = new() { Loss = new(LossKind.CrossEntropy, OutputKind.Softmax) { LabelSmoothing = 0.2 } },
        ["squared_error_sum"] = SquaredError(0),
        ["squared_error_mean"] = SquaredError(1),
        ["squared_error_half"] = SquaredError(2),
        ["binary_cross_entropy"] = new() { Loss = new(LossKind.BinaryCrossEntropy, OutputKind.Sigmoid) },
    };

    public OptimizerDefinition Optimizer { get; init; } = new(OptimizerKind.Sgd);

    public double Rate { get; init; } = 0.2;

    public ISchedule Schedule { get; init; } = new ConstantSchedule();

    public double WarmupEpochs { get; init; }

    public LossDefinition Loss { get; init; } = new(LossKind.CrossEntropy, OutputKind.Softmax);

    public ImmutableArray<IGradientRule<float>> Rules { get; init; } = [];

    public bool BatchNormalization { get; init; }

    public KernelKind Kernel { get; init; }

    private static TrainingSettings SquaredError(int reduction) =>
        new() { Loss = new(LossKind.MeanSquaredError, OutputKind.Sigmoid, ("reduction", reduction)) };
}
