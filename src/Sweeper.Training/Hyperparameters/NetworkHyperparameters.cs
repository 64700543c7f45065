using Sweeper.Experiments.Hyperparameters;
using Sweeper.Experiments.Kinds;
using Sweeper.Experiments.Values;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Outputs;

namespace Sweeper.Training.Hyperparameters;

/// <summary>The hyperparameters of the built-in network.</summary>
public static class NetworkHyperparameters
{
    private static NumberRange Probability => new(0, 1, ExcludesMaximum: true);

    /// <summary>Those of a network that tells classes apart. What is not in it cannot be swept.</summary>
    public static HyperparameterTable Table { get; } =
        TableOf(new LossHyperparameter(LossKind.All), new OutputHyperparameter(OutputKind.All));

    /// <summary>Those of a network that predicts a number: the same, but for its loss and its output.</summary>
    public static HyperparameterTable OfNumbers { get; } =
        TableOf(new LossHyperparameter(LossKind.MeanSquaredError), new OutputHyperparameter(OutputKind.Identity));

    private static HyperparameterTable TableOf(LossHyperparameter loss, OutputHyperparameter output) => new(
    [
        new ArchitectureHyperparameter(),
        new ActivationHyperparameter(),
        loss,
        output,
        new OptimizerHyperparameter(),
        new NumberHyperparameter(
            HyperparameterNames.LearningRate, "length of a step along the gradient", new NumberRange(0, ExcludesMinimum: true),
            0.1),
        new ScheduleHyperparameter(),
        new BatchSizeHyperparameter(),
        new SwitchHyperparameter(
            HyperparameterNames.DropLast, "leaves out the last batch of an epoch where it is smaller than the others"),
        new IntegerHyperparameter(
            HyperparameterNames.Epochs,
            "passes over the training set; 0 evaluates the untrained network",
            new NumberRange(0, 1_000_000),
            20),
        new InitializerHyperparameter(),
        new NumberHyperparameter(
            HyperparameterNames.WeightDecay,
            "its product with each weight, not bias, is added to the gradient; adamw takes it off the weight instead",
            new NumberRange(0),
            0) { IsOff = true },
        new NumberHyperparameter(
            HyperparameterNames.L1, "is added with the sign of each weight, not bias, to the gradient", new NumberRange(0), 0)
        {
            IsOff = true,
        },
        new NumberHyperparameter(
            HyperparameterNames.Dropout, "probability of dropping a hidden unit in training", Probability, 0)
        {
            IsOff = true,
        },
        new NumberHyperparameter(
            HyperparameterNames.InputDropout, "probability of dropping an input in training", Probability, 0)
        {
            IsOff = true,
        },
        new BatchNormalizationHyperparameter(),
        new LabelSmoothingHyperparameter(),
        new GradientClipHyperparameter(),
        new AugmentationHyperparameter(),
        new KernelHyperparameter(),
    ]);
}
