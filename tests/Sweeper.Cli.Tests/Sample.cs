using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tests;

/// <summary>Plans and what happens in them, without any training.</summary>
internal static class Sample
{
    public const int PlannedEpochs = 10;

    public static SearchSpace Space(int learningRates = 2) => new()
    {
        Hyperparameters =
        [
            new Hyperparameter { Name = "activation", Values = ["relu", "tanh"] },
            new Hyperparameter
            {
                Name = "learning_rate",
                Values = [.. Enumerable.Range(1, learningRates).Select(i => (HyperparameterValue)(i / 10.0))],
            },
            new Hyperparameter { Name = "batch_size", Values = [32] },
        ],
    };

    /// <summary>Two activations by so many learning rates, each so many times.</summary>
    public static SweepPlan Plan(int learningRates = 2, int repeats = 1, Goal goal = Goal.Maximize)
    {
        SearchSpace space = Space(learningRates);
        ImmutableArray<Trial> trials =
        [
            .. new GridSampler().Sample(space)
                .SelectMany(v => Enumerable.Range(1, repeats).Select(r => (Values: v, Repeat: r)))
                .Select((c, i) => new Trial
                {
                    Number = i + 1,
                    Repeat = c.Repeat,
                    Identity = TrialIdentity.Of(c.Values, c.Repeat),
                    Seed = i,
                    Values = c.Values,
                    PlannedEpochs = PlannedEpochs,
                }),
        ];
        return new SweepPlan
        {
            Name = "sample",
            Description = null,
            ExperimentFile = "sample.yaml",
            ExperimentText = "",
            Fingerprint = "f",
            Seed = 1,
            Objective = new Objective("validation_accuracy", goal),
            EarlyStopping = null,
            Space = space,
            Trials = trials,
            Facts = [],
        };
    }

    public static EpochMetrics Epoch(int epoch, double accuracy) => new()
    {
        Epoch = epoch,
        Metrics = [new MetricValue("validation_accuracy", accuracy)],
        DurationSeconds = 0.5,
    };

    public static TrialOutcome Outcome(
        TrialState state = TrialState.Completed, double? objective = 0.9, string reason = "trained to its last epoch") => new()
        {
            State = state,
            Reason = reason,
            LastEpoch = PlannedEpochs,
            BestEpoch = objective is null ? null : 7,
            Objective = objective,
            DurationSeconds = 1.5,
        };
}
