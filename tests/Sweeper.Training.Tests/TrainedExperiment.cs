using System.Collections.Immutable;
using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Experiments.Reading;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Kinds;
using Sweeper.Training.LoadedData;
using Sweeper.Training.NetworkTrials;

namespace Sweeper.Training.Tests;

/// <summary>Experiments from YAML, trained trial by trial without a store.</summary>
internal sealed class TrainedExperiment
{
    private TrainedExperiment(SweepPlan plan, TrainingData data, ImmutableArray<TrainedTrial> trials) =>
        (Plan, Data, Trials) = (plan, data, trials);

    public SweepPlan Plan { get; }

    public TrainingData Data { get; }

    public ImmutableArray<TrainedTrial> Trials { get; }

    /// <summary>Loads the data of an experiment and trains all its trials.</summary>
    public static async Task<TrainedExperiment> TrainAsync(string yaml, string dataFolder = "no-folder")
    {
        ExperimentLoadResult loaded = ExperimentText.Loader.Load(yaml, "test.yaml");
        Assert.Empty(loaded.Errors);
        return await TrainAsync(loaded.Experiment!, dataFolder);
    }

    /// <summary>Loads the data of an experiment and trains all its trials.</summary>
    public static async Task<TrainedExperiment> TrainAsync(Experiment experiment, string dataFolder = "no-folder")
    {
        TrainingData data = await TrainingData.LoadAsync(
            experiment, dataFolder, new Progress<string>(), CancellationToken.None);
        SweepPlan plan = data.Identify(SweepPlanner.Plan(experiment));
        var runner = new NetworkTrialRunner(data, experiment.Evaluation, TimeProvider.System);
        return new TrainedExperiment(plan, data, [.. plan.Trials.Select(trial => Train(plan, trial, runner))]);
    }

    private static TrainedTrial Train(SweepPlan plan, Trial trial, NetworkTrialRunner runner)
    {
        var tracker = new EpochTracker(plan.Objective, plan.EarlyStopping);
        var monitor = new RecordingMonitor(tracker);
        TrialResult result = runner.Run(trial, monitor);
        return new TrainedTrial(trial, [.. monitor.Epochs], result, tracker.BestEpoch, monitor.End);
    }
}
