using Sweeper.Storage;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Dashboard.Tests;

/// <summary>A sweep that goes on as a test has it, in a results folder of its own.</summary>
internal sealed class RecordedSweep : IDisposable
{
    private SqliteSweepStore? _store;
    private readonly ISweepJournal _journal;

    /// <param name="folder">The results folder.</param>
    /// <param name="trials">How many trials there are.</param>
    /// <param name="text">What stands wherever a user can write.</param>
    /// <param name="name">The name of the sweep.</param>
    public RecordedSweep(string folder, int trials = 6, string text = "relu", string name = "grid")
    {
        Folder = folder;
        Plan = PlanOf(name, trials, text);
        _store = SqliteSweepStore.Open(folder, TimeProvider.System);
        _journal = _store.Open(Plan, EnvironmentOf(text), fresh: false);
    }

    public string Folder { get; }

    public SweepPlan Plan { get; }

    public ISweepJournal Journal => _journal;

    public Trial Trial(int number) => Plan.Trials[number - 1];

    public void Start(int trial) => _journal.StartTrial(Trial(trial));

    /// <summary>An epoch whose accuracy is given.</summary>
    public void Epoch(int trial, int epoch, double accuracy) => _journal.RecordEpoch(Trial(trial), new EpochMetrics
    {
        Epoch = epoch, DurationSeconds = 0.1,
        Metrics = [new("validation_accuracy", accuracy), new("validation_loss", 1 - accuracy), new(
            "train_loss", 0.9 - accuracy)],
    });

    public void End(int trial, double? accuracy, TrialState state = TrialState.Completed,
        string reason = "trained to its last epoch", int epochs = 5) => _journal.EndTrial(
        Trial(trial),
        new TrialOutcome
        {
            State = state, Reason = reason, LastEpoch = accuracy is null ? null : epochs, BestEpoch = accuracy is null ? null
                : epochs, Objective = accuracy, DurationSeconds = 0.5,
        },
        new TrialResult());

    /// <summary>A trial from its start to its end.</summary>
    public void Train(int trial, double accuracy, int epochs = 5)
    {
        Start(trial);
        for (int epoch = 1; epoch <= epochs; epoch++)
            Epoch(trial, epoch, accuracy * epoch / epochs);
        End(trial, accuracy, epochs: epochs);
    }

    /// <summary>Waits until it is committed that a trial is so far: what is recorded is committed some moments later.</summary>
    public async Task CommittedAsync(int trial, TrialState state, int? epoch)
    {
        using var reader = SqliteSweepReader.Open(Folder);
        SweepRecord sweep = reader.FindSweep(Plan.Name, null)!;
        while (reader.ReadMarks(sweep)[trial - 1] is var mark && (mark.State, mark.LastEpoch) != (state, epoch))
            await Task.Delay(5);
    }

    /// <summary>Ends the sweep, and gives the folder free.</summary>
    public void Finish()
    {
        _journal.EndSweep(SweepState.Completed, "every trial has ended");
        Dispose();
    }

    public void Dispose()
    {
        _store?.Dispose();
        _store = null;
    }

    private static SweepPlan PlanOf(string name, int count, string text)
    {
        string other = text + " too";
        return new SweepPlan
        {
            Name = name, Description = text, ExperimentFile = text, ExperimentText = text, Fingerprint = $"{name} {text}",
                Seed = 1,
            Objective = new Objective("validation_accuracy", Goal.Maximize), EarlyStopping = null,
            Failures = FailureRules.Default with { Retries = 0 },
            Space = new SearchSpace
            {
                Hyperparameters =
                [
                    new Hyperparameter { Name = "rate",
                        Values = [.. Enumerable.Range(1, (count + 1) / 2).Select(i => (HyperparameterValue)(i / 100.0))] },
                    new Hyperparameter { Name = "activation", Values = [text, other] },
                ],
            },
            Trials =
            [
                .. Enumerable.Range(1, count).Select(i =>
                {
                    HyperparameterValues values = new(
                        [new("rate", (i + 1) / 2 / 100.0), new("activation", i % 2 == 1 ? text : other)]);
                    return new Trial { Number = i, Repeat = 1, Identity = TrialIdentity.Of(values, 1), Seed = i, Values = values,
                        PlannedEpochs = 5 };
                }),
            ],
            Facts = [KeyValuePair.Create("dataset", text)],
        };
    }

    private static SweepEnvironment EnvironmentOf(string text) => new()
    {
        Version = "0.1.0", GitCommit = text, OperatingSystem = text, Processor = text, Cores = 2, Runtime = text,
            MachineName = text, ProcessId = 1,
        CommandLine = text, Parallel = 1, StartedAt = DateTimeOffset.UnixEpoch,
    };
}
