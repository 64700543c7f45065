using Sweeper.Experiments;
using Sweeper.Experiments.Planning;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;
using Sweeper.Training.Kinds;
using Sweeper.Training.LoadedData;
using Sweeper.Training.NetworkTrials;

namespace Sweeper.Training.Tests;

/// <summary>A trial of an experiment text, trained to its end.</summary>
internal sealed class TrialRun : ITrialMonitor
{
    private readonly EpochTracker _tracker;

    private TrialRun(Experiment experiment) => _tracker = new EpochTracker(experiment.Objective, experiment.EarlyStopping);

    public List<EpochMetrics> Epochs { get; } = [];

    public EpochDecision LastDecision { get; private set; }

    public TrialResult Result { get; private set; } = new();

    public double[] Metric(string name) => [.. Epochs.Select(e => e.Find(name)!.Value)];

    /// <summary>Trains every trial of an experiment on a few digits.</summary>
    /// <param name="parameters">The hyperparameters, as the lines of a YAML flow map.</param>
    /// <param name="dataset">Further settings of the dataset.</param>
    /// <param name="coresPerTrial">At least 1.</param>
    public static async Task<TrialRun[]> AllAsync(string parameters, string dataset = "validation: 60", int coresPerTrial = 1)
    {
        Experiment experiment = ExperimentText.Load(
            $"name: test\ndataset: {{name: digits, train: 300, test: 50, {dataset}}}\nmetric: {{name: train_loss}}\nparameters: "
                + $"{{{parameters}}}\n");
        TrainingData data =
            await TrainingData.LoadAsync(experiment, Path.GetTempPath(), new Progress<string>(), CancellationToken.None);
        var runner = new NetworkTrialRunner(data, experiment.Evaluation, TimeProvider.System, coresPerTrial);
        return [.. SweepPlanner.Plan(experiment).Trials.Select(trial =>
        {
            var run = new TrialRun(experiment);
            run.Result = runner.Run(trial, run);
            return run;
        })];
    }

    public int? Resume(Action<Stream> read) => null;

    public void OfferCheckpoint(Action<Stream> write)
    {
    }

    public EpochDecision EndEpoch(EpochMetrics metrics)
    {
        Epochs.Add(metrics);
        return LastDecision = _tracker.EndEpoch(metrics);
    }
}
