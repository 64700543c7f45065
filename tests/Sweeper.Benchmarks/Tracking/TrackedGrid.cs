using System.Diagnostics;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Storage;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Training.Kinds;
using Sweeper.Training.LoadedData;
using Sweeper.Training.NetworkTrials;

namespace Sweeper.Benchmarks.Tracking;

/// <summary>The grid of nine trials on MNIST, one trial a core, with tracking or without.</summary>
internal sealed class TrackedGrid
{
    private const string Text =
        """
        name: tracked
        dataset: mnist
        parameters:
          architecture: ["256", "128", "64"]
          learning_rate: [0.05, 0.1, 0.2]
          batch_size: 32
          epochs: EPOCHS
        """;

    private readonly Experiment _experiment;
    private readonly TrainingData _data;
    private readonly SweepPlan _plan;

    private TrackedGrid(Experiment experiment, TrainingData data)
    {
        _experiment = experiment;
        _data = data;
        _plan = data.Identify(SweepPlanner.Plan(experiment));
    }

    public static async Task<TrackedGrid> LoadAsync(string dataFolder, int epochs, CancellationToken cancellation)
    {
        string text = Text.Replace(
            "EPOCHS", epochs.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Experiment experiment = NetworkTrialKind.Loader.Load(text, "tracked.yaml").Experiment!;
        TrainingData data = await TrainingData.LoadAsync(experiment, dataFolder, new Progress<string>(), cancellation);
        return new TrackedGrid(experiment, data);
    }

    /// <summary>Training without a store.</summary>
    public GridCost TrainAlone() => Train(new NullJournal(_plan));

    /// <summary>Training with everything recorded in a folder.</summary>
    public GridCost TrainTracked(string folder, SweepEnvironment environment)
    {
        using SqliteSweepStore store = SqliteSweepStore.Open(folder, TimeProvider.System);
        return Train(store.Open(_plan, environment, fresh: true));
    }

    private GridCost Train(ISweepJournal journal)
    {
        var trials = new NetworkTrialRunner(_data, _experiment.Evaluation, TimeProvider.System);
        var runner = new SweepRunner(trials, new NullObserver(), TimeProvider.System);
        long start = Stopwatch.GetTimestamp();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        runner.Run(_plan, journal, Environment.ProcessorCount, CancellationToken.None);
        return new GridCost(
            Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }
}
