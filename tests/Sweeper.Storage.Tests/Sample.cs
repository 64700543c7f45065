using System.Collections.Immutable;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Samplers;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Tests;

/// <summary>Plans and records to store.</summary>
internal static class Sample
{
    public static SearchSpace Space { get; } = SpaceOf(
        ("learning_rate", [0.1, 1.0]),
        ("activation", ["relu", "tanh"]),
        ("shuffle", [true]));

    public static SearchSpace SpaceOf(params (string Name, HyperparameterValue[] Values)[] hyperparameters) => new()
    {
        Hyperparameters = [.. hyperparameters.Select(h => new Hyperparameter { Name = h.Name, Values = [.. h.Values] })],
    };

    public static SweepPlan Plan(
        string name = "grid", string fingerprint = "f1", SearchSpace? space = null, Goal goal = Goal.Maximize, int repeats = 1)
    {
        SearchSpace searched = space ?? Space;
        ImmutableArray<Trial> trials =
        [
            .. new GridSampler().Sample(searched)
                .SelectMany(v => Enumerable.Range(1, repeats).Select(r => (Values: v, Repeat: r)))
                .Select((c, i) => new Trial
                {
                    Number = i + 1,
                    Repeat = c.Repeat,
                    Identity = TrialIdentity.Of(c.Values, c.Repeat),
                    Seed = TrialSeed.Derive(42, TrialIdentity.Of(c.Values, c.Repeat)),
                    Values = c.Values,
                    PlannedEpochs = 3,
                }),
        ];
        return new SweepPlan
        {
            Name = name,
            Description = "Two by two",
            ExperimentFile = "experiments/grid.yaml",
            ExperimentText = "name: grid\n",
            Fingerprint = fingerprint,
            Seed = 42,
            Objective = new Objective("validation_accuracy", goal),
            EarlyStopping = new EarlyStopping
            {
                Monitor = "validation_loss",
                Goal = Goal.Minimize,
                Patience = 5,
                MinDelta = 0.001,
                RestoreBest = true,
            },
            Space = searched,
            Trials = trials,
            Facts = [KeyValuePair.Create("dataset", "digits"), KeyValuePair.Create("checksum", "abc")],
        };
    }

    public static SweepEnvironment Environment { get; } = new()
    {
        Version = "0.1.0",
        GitCommit = "0123abc+changes",
        OperatingSystem = "Linux",
        Processor = "A processor, 512-bit vectors",
        Cores = 2,
        Runtime = ".NET 10",
        MachineName = "machine",
        ProcessId = 1234,
        CommandLine = "sweeper run grid.yaml",
        Parallel = 2,
        StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(6789012),
    };

    public static EpochMetrics Epoch(int epoch, double accuracy, double loss = 0.5) => new()
    {
        Epoch = epoch,
        Metrics = [new MetricValue("validation_accuracy", accuracy), new MetricValue("validation_loss", loss)],
        DurationSeconds = 0.25,
    };

    public static TrialOutcome Outcome(
        TrialState state = TrialState.Completed, int? lastEpoch = 2, int? bestEpoch = 1, double? objective = 0.9) => new()
        {
            State = state,
            Reason = "trained to its last epoch",
            LastEpoch = lastEpoch,
            BestEpoch = bestEpoch,
            Objective = objective,
            DurationSeconds = 1.5,
        };

    public static TrialResult Nothing { get; } = new();

    /// <summary>Trains a trial: two epochs of which the first is the best.</summary>
    public static void Train(this ISweepJournal journal, Trial trial, double objective)
    {
        journal.StartTrial(trial);
        journal.RecordEpoch(trial, Epoch(1, objective, loss: 0.4));
        journal.RecordEpoch(trial, Epoch(2, objective - 0.1, loss: 0.6));
        journal.EndTrial(trial, Outcome(objective: objective), Nothing);
    }
}
