using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Benchmarks.Tracking;

/// <summary>Trials that train nothing: what is left is what running and recording them costs.</summary>
internal sealed class InstantTrials : ITrialRunner
{
    private static readonly string[] Metrics = ["train_loss", "train_accuracy", "validation_loss", "validation_accuracy"];

    public TrialResult Run(Trial trial, ITrialMonitor monitor)
    {
        monitor.Resume(_ => { });
        for (int epoch = 1; epoch <= trial.PlannedEpochs; epoch++)
            monitor.EndEpoch(Epoch(trial.Number, epoch));
        double value = ValueOf(trial.Number, trial.PlannedEpochs);
        return new TrialResult { FinalMetrics = [new MetricValue("test_loss", value), new MetricValue("test_accuracy", value)] };
    }

    /// <summary>An epoch of four metrics, as a network has.</summary>
    public static EpochMetrics Epoch(int trial, int epoch)
    {
        double value = ValueOf(trial, epoch);
        return new EpochMetrics { Epoch = epoch, Metrics = [.. Metrics.Select(m => new MetricValue(m, value))],
            DurationSeconds = value };
    }

    private static double ValueOf(int trial, int epoch) => 1.0 / (trial + epoch);
}
