using System.Collections.Immutable;
using Sweeper.Datasets.Augmentation;
using Sweeper.Neural.Activations;
using Sweeper.Neural.Families;
using Sweeper.Neural.Initializers;
using Sweeper.Neural.Losses;
using Sweeper.Neural.Networks;
using Sweeper.Neural.Optimizers;
using Sweeper.Neural.Outputs;
using Sweeper.Neural.Schedules;
using Sweeper.Neural.Shapes;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>The hyperparameters of a trial in the engine's own terms.</summary>
internal sealed record NetworkSettings
{
    public required ImmutableArray<HiddenLayer> HiddenLayers { get; init; }

    /// <summary>One for all hidden layers, or one for each.</summary>
    public required ImmutableArray<ActivationKind> Activations { get; init; }

    public required LossDefinition Loss { get; init; }

    public required OptimizerDefinition Optimizer { get; init; }

    /// <summary>What becomes of the learning rate.</summary>
    public required ISchedule Schedule { get; init; }

    /// <summary>Before the schedule; at least 0.</summary>
    public required double WarmupEpochs { get; init; }

    public required IInitializer Initializer { get; init; }

    public required bool DrawsBiases { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Whether an epoch leaves out the images that do not fill a batch.</summary>
    public required bool DropLast { get; init; }

    public required int Epochs { get; init; }

    /// <summary>Added to the gradients; 0 where the optimiser takes it off the weights itself.</summary>
    public required double WeightDecay { get; init; }

    public required double L1 { get; init; }

    /// <summary>Null for no limit.</summary>
    public required double? GradientClip { get; init; }

    public required double Dropout { get; init; }

    public required double InputDropout { get; init; }

    public required bool BatchNormalization { get; init; }

    /// <summary>Null to train on the images as they are.</summary>
    public required AugmentationDefinition? Augmentation { get; init; }

    public required KernelKind Kernel { get; init; }

    /// <summary>Translates validated values.</summary>
    /// <param name="values">A value for every hyperparameter of the built-in network.</param>
    public static NetworkSettings From(HyperparameterValues values)
    {
        var reader = new SettingsReader(values);
        OptimizerKind optimizer = reader.Member(HyperparameterNames.Optimizer, OptimizerKind.All);
        MadeMember<IInitializer> initializer = reader.Member(HyperparameterNames.Initializer, InitializerKinds.All);
        var initializerSettings = reader.SettingsOf(HyperparameterNames.Initializer, initializer);
        MadeMember<ISchedule> schedule = reader.Member(HyperparameterNames.Schedule, ScheduleKinds.All);
        var scheduleSettings = reader.SettingsOf(HyperparameterNames.Schedule, schedule);
        double decay = reader.Number(HyperparameterNames.WeightDecay);
        return new NetworkSettings
        {
            HiddenLayers = ArchitectureHyperparameter.HiddenLayers(values[HyperparameterNames.Architecture]),
            Activations = ActivationHyperparameter.KindsOf(values[HyperparameterNames.Activation]),
            Loss = LossOf(reader),
            Optimizer = new OptimizerDefinition(optimizer, reader.SettingsOf(HyperparameterNames.Optimizer, optimizer))
            {
                WeightDecay = optimizer.DecaysWeights ? decay : 0,
            },
            Schedule = schedule.Create(scheduleSettings),
            WarmupEpochs = scheduleSettings.Single(s => s.Name == ScheduleKinds.Warmup).Number,
            Initializer = initializer.Create(initializerSettings),
            DrawsBiases = initializerSettings.Contains((InitializerKinds.Biases, 1)),
            LearningRate = reader.Number(HyperparameterNames.LearningRate),
            DropLast = reader.Boolean(HyperparameterNames.DropLast),
            Epochs = (int)reader.Number(HyperparameterNames.Epochs),
            WeightDecay = optimizer.DecaysWeights ? 0 : decay,
            L1 = reader.Number(HyperparameterNames.L1),
            GradientClip = reader.NumberOrNull(HyperparameterNames.GradientClip),
            Dropout = reader.Number(HyperparameterNames.Dropout),
            InputDropout = reader.Number(HyperparameterNames.InputDropout),
            BatchNormalization = reader.Boolean(HyperparameterNames.BatchNormalization),
            Augmentation = AugmentationSettings.From(values),
            Kernel = reader.Name(HyperparameterNames.Kernel) == "reference" ? KernelKind.Reference : KernelKind.Vector,
        };
    }

    /// <summary>The network of these settings.</summary>
    /// <param name="input">What it is given for an image.</param>
    /// <param name="outputSize">Classes.</param>
    public NetworkDefinition Define(FeatureShape input, int outputSize) => new()
    {
        Input = input,
        HiddenLayers = HiddenLayers,
        OutputSize = outputSize,
        Activation = Activations[0],
        LayerActivations = Activations.Length > 1 ? Activations : [],
        Initializer = Initializer,
        DrawsBiases = DrawsBiases,
        BatchNormalization = BatchNormalization,
        Dropout = Dropout,
        InputDropout = InputDropout,
        Kernel = Kernel,
    };

    private static LossDefinition LossOf(SettingsReader reader)
    {
        LossKind kind = reader.Member(HyperparameterNames.Loss, LossKind.All);
        OutputKind output = reader.Member(HyperparameterNames.Output, OutputKind.All);
        return new LossDefinition(kind, output, reader.SettingsOf(HyperparameterNames.Loss, kind))
        {
            LabelSmoothing = reader.Number(HyperparameterNames.LabelSmoothing),
        };
    }
}
