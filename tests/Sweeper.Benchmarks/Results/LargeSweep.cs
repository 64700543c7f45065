using System.Collections.Immutable;
using Sweeper.Storage;
using Sweeper.Storage.Files;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Benchmarks.Results;

/// <summary>A sweep of many trials whose curves are made up: it is recorded as any other, but nothing is trained.</summary>
internal static class LargeSweep
{
    public const string Name = "large";

    /// <summary>Records the sweep in a folder, unless it is there already.</summary>
    public static void Create(string folder, int trials, int epochs)
    {
        if (File.Exists(new ResultsFolder(folder).DatabasePath))
            return;
        Directory.CreateDirectory(folder);
        SweepPlan plan = Plan(trials, epochs);
        using var store = SqliteSweepStore.Open(folder, TimeProvider.System);
        ISweepJournal journal = store.Open(plan, Environment, fresh: false);

        // As in a run, the end of a trial waits for its commit; several at once share the waiting.
        Parallel.ForEach(plan.Trials, new ParallelOptions { MaxDegreeOfParallelism = 16 }, trial => Record(journal, trial));
        journal.EndSweep(SweepState.Completed, "every trial has ended");
    }

    /// <summary>A trial from its start to its end.</summary>
    public static void Record(ISweepJournal journal, Trial trial)
    {
        var random = new Random((int)trial.Seed);
        double limit = 0.9 + (random.NextDouble() * 0.09);
        journal.StartTrial(trial);
        for (int epoch = 1; epoch <= trial.PlannedEpochs; epoch++)
            journal.RecordEpoch(trial, Epoch(epoch, limit, random));
        End(journal, trial, trial.PlannedEpochs, limit);
    }

    /// <summary>The end of a trial.</summary>
    public static void End(ISweepJournal journal, Trial trial, int epochs, double objective) => journal.EndTrial(
        trial,
        new TrialOutcome
        {
            State = TrialState.Completed,
            Reason = "trained to its last epoch",
            LastEpoch = epochs,
            BestEpoch = epochs,
            Objective = objective,
            DurationSeconds = epochs * 0.1,
        },
        new TrialResult { FinalMetrics = [new MetricValue("test_accuracy", objective),
            new MetricValue("test_loss", 1 - objective)] });

    /// <summary>An epoch on the way to a limit.</summary>
    public static EpochMetrics Epoch(int epoch, double limit, Random random)
    {
        double accuracy = limit - (0.5 / epoch) + (random.NextDouble() * 0.01);
        return new EpochMetrics
        {
            Epoch = epoch,
            DurationSeconds = 0.1,
            Metrics =
            [
                new MetricValue("train_loss", 1 - accuracy), new MetricValue("train_accuracy", accuracy),
                new MetricValue("validation_loss", 1.01 - accuracy), new MetricValue("validation_accuracy", accuracy - 0.01),
            ],
        };
    }

    /// <summary>Its plan.</summary>
    public static SweepPlan Plan(int count, int epochs)
    {
        HyperparameterValue[] activations =
            ["relu", "tanh", "sigmoid", "gelu"], architectures = ["64", "128", "256", "128-64", "256-128"];
        HyperparameterValue[] rates = [.. Enumerable.Range(1, (count + 19) / 20).Select(i => (HyperparameterValue)(i / 1000.0))];
        ImmutableArray<Trial> trials =
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                HyperparameterValues values = new(
                [
                    KeyValuePair.Create("activation", activations[i % 4]),
                    KeyValuePair.Create("architecture", architectures[i / 4 % 5]),
                    KeyValuePair.Create("learning_rate", rates[i / 20]),
                    KeyValuePair.Create("batch_size", (HyperparameterValue)128),
                    KeyValuePair.Create("epochs", (HyperparameterValue)epochs),
                ]);
                return new Trial
                {
                    Number = i + 1, Repeat = 1, Identity = TrialIdentity.Of(values, 1), Seed = i, Values = values,
                    PlannedEpochs = epochs,
                };
            }),
        ];
        return new SweepPlan
        {
            Name = Name,
            Description = "Made-up curves, to measure how fast results are read",
            ExperimentFile = "large.yaml",
            ExperimentText = "",
            Fingerprint = "large",
            Seed = 1,
            Objective = new Objective("validation_accuracy", Goal.Maximize),
            EarlyStopping = null,
            Space = new SearchSpace
            {
                Hyperparameters =
                [
                    new Hyperparameter { Name = "activation", Values = [.. activations] },
                    new Hyperparameter { Name = "architecture", Values = [.. architectures] },
                    new Hyperparameter { Name = "learning_rate", Values = [.. rates] },
                    new Hyperparameter { Name = "batch_size", Values = [128] },
                    new Hyperparameter { Name = "epochs", Values = [epochs] },
                ],
            },
            Trials = trials,
            Facts = [],
        };
    }

    private static SweepEnvironment Environment { get; } = new()
    {
        Version = "benchmark",
        GitCommit = null,
        OperatingSystem = "any",
        Processor = "any",
        Cores = System.Environment.ProcessorCount,
        Runtime = "any",
        MachineName = "any",
        ProcessId = System.Environment.ProcessId,
        CommandLine = "results",
        Parallel = 16,
        StartedAt = DateTimeOffset.UnixEpoch,
    };
}
