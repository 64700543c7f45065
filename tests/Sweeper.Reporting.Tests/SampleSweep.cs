using System.Collections.Immutable;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Objectives;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Reporting.Tests;

/// <summary>Made-up sweeps that look like real ones.</summary>
internal static class SampleSweep
{
    public static readonly DateTimeOffset Start = new(2025, 3, 14, 9, 26, 0, TimeSpan.FromHours(1));

    /// <summary>A sweep with any trials, ranked by validation accuracy.</summary>
    public static FakeSweepReader Of(
        SearchSpace space,
        IEnumerable<SampleTrial> trials,
        Func<SweepRecord, SweepRecord>? change = null,
        byte[]? confusion = null)
    {
        SampleTrial[] all = [.. trials];
        SweepRecord sweep = new()
        {
            Id = 1,
            Reference = new SweepReference("digits-grid", 1),
            Description = "Which small network reads digits best",
            State = SweepState.Completed,
            Reason = SweepStates.AllEnded,
            Objective = new Objective("validation_accuracy", Goal.Maximize),
            EarlyStopping = new EarlyStopping { Monitor = "validation_loss", Goal = Goal.Minimize, Patience = 4, MinDelta = 0,
                RestoreBest = true },
            Seed = 42,
            ExperimentFile = "experiments/digits-grid.yaml",
            ExperimentText = "name: digits-grid\ndataset: digits\nmethod: grid\n",
            Space = space,
            Facts =
            [
                KeyValuePair.Create("Dataset", "digits: 9,000 training, 1,000 validation, 2,000 test images"),
                KeyValuePair.Create("Checksum", "sha256 9f2c41d0"),
            ],
            TrialCounts = all.CountBy(t => t.Record.State).ToDictionary(c => c.Key, c => c.Value),
            BestTrial = null,
            BestObjective = null,
            CreatedAt = Start,
            EndedAt = Start.AddSeconds(80),
        };
        return new FakeSweepReader
        {
            Sweep = change is null ? sweep : change(sweep),
            Trials = [.. all.Select(t => t.Record)],
            Epochs = all.Where(t => !t.Epochs.IsEmpty).ToDictionary(t => t.Record.Number, t => t.Epochs),
            Environments = [Environment],
            Confusion = confusion,
        };
    }

    public static SweepEnvironment Environment => new()
    {
        Version = "0.1.0",
        GitCommit = "5d41402abc4b2a76b9719d911017c592ae7e2f01",
        OperatingSystem = "Debian GNU/Linux 13",
        Processor = "AMD EPYC 9354, 512-bit vectors",
        Cores = 2,
        Runtime = ".NET 10.0.1",
        MachineName = "workstation",
        ProcessId = 4711,
        CommandLine = "sweeper run experiments/digits-grid.yaml",
        Parallel = 2,
        StartedAt = Start,
    };

    /// <summary>24 trials over four hyperparameters; one diverges, one fails, some stop early.</summary>
    public static FakeSweepReader Grid()
    {
        SearchSpace space = GridSpace();
        int number = 0;
        var trials = from architecture in space.Hyperparameters[0].Values
                     from activation in space.Hyperparameters[1].Values
                     from rate in space.Hyperparameters[2].Values
                     from batch in space.Hyperparameters[3].Values
                     select GridTrial(++number, architecture, activation, rate, batch, space);
        return Of(space, trials, confusion: Digits().ToAttachment().Content.ToArray());
    }

    /// <summary>A sweep of many trials over two hyperparameters.</summary>
    public static FakeSweepReader Large(int trials, int epochs)
    {
        SearchSpace space = new()
        {
            Hyperparameters =
            [
                new Hyperparameter { Name = "width", Values = [.. Enumerable.Range(1, 25).Select(i => (HyperparameterValue)i)] },
                new Hyperparameter { Name = "depth",
                    Values = [.. Enumerable.Range(1, (trials + 24) / 25).Select(i => (HyperparameterValue)i)] },
            ],
        };
        return Of(space, Enumerable.Range(1, trials).Select(n => SampleTrial.Completed(
            n,
            HyperparameterValues.Empty.With("width", (n - 1) % 25 + 1).With("depth", (n - 1) / 25 + 1),
            SampleCurves.Learning(n, 1, 0.01 * (n % 25), epochs),
            epochs)));
    }

    /// <summary>A confusion matrix of ten digits in which 4 is read as 9 thirteen times.</summary>
    public static ConfusionMatrix Digits()
    {
        var random = new Random(5);
        int[][] counts = [.. Enumerable.Range(0, 10).Select(r => Enumerable.Range(0, 10)
            .Select(c => r == c ? 190 + random.Next(12) : random.Next(10) > 6 ? random.Next(1, 6) : 0).ToArray())];
        counts[4][9] = 13;
        counts[9][4] = 9;
        return new ConfusionMatrix
        {
            Classes = [.. Enumerable.Range(0, 10).Select(d => $"{d}")],
            Counts = [.. counts.Select(r => r.ToImmutableArray())],
            Subset = "test",
        };
    }

    private static SearchSpace GridSpace() => new()
    {
        Hyperparameters =
        [
            new Hyperparameter { Name = "architecture", Values = ["32", "128", "128-64"] },
            new Hyperparameter { Name = "activation", Values = ["sigmoid", "relu"] },
            new Hyperparameter { Name = "learning_rate", Values = [0.05, 0.2] },
            new Hyperparameter { Name = "batch_size", Values = [32, 128] },
            new Hyperparameter { Name = "loss", Values = ["cross_entropy"] },
            new Hyperparameter { Name = "optimizer", Values = ["sgd"] },
            new Hyperparameter { Name = "epochs", Values = [20] },
            new Hyperparameter { Name = "weight_decay", Values = [0] },
        ],
    };

    private static SampleTrial GridTrial(
        int number,
        HyperparameterValue architecture,
        HyperparameterValue activation,
        HyperparameterValue rate,
        HyperparameterValue batch,
        SearchSpace space)
    {
        var values = new HyperparameterValues(space.Hyperparameters
            .Where(h => !h.IsSwept)
            .Select(h => KeyValuePair.Create(h.Name, h.Values[0]))
            .Concat([
                KeyValuePair.Create("architecture", architecture), KeyValuePair.Create("activation", activation),
                KeyValuePair.Create("learning_rate", rate), KeyValuePair.Create("batch_size", batch),
            ]));
        if (number == 22)
            return SampleTrial.Ended(number, values, TrialState.Diverged, "the training loss became NaN in epoch 3",
                SampleCurves.Diverging(3));
        if (number == 23)
            return SampleTrial.Ended(number, values, TrialState.Failed,
                "not enough memory: the trial needs 3.2 GB, the machine has 2 GB", []);

        double size = architecture.ToString() switch { "32" => 0, "128" => 1, _ => 1.3 };
        double steps = Math.Pow(32 / ((NumberValue)batch).Number, 0.7) * (activation.ToString() == "relu" ? 1.3 : 0.25);
        double speed = ((NumberValue)rate).Number / 0.2 * steps;
        return SampleTrial.Completed(
            number, values,
            [.. SampleCurves.Learning(number, size, speed, 20).Select(e => e with { DurationSeconds = 0.5 + (0.1 * size) })],
            20);
    }
}
