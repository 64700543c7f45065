using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tests.Running;

/// <summary>Best at a learning rate of 0.3; the weight decay decides among equals.</summary>
internal sealed class FormulaRunner : ITrialRunner, ISweepObserver
{
    public TrialResult Run(Trial trial, ITrialMonitor monitor)
    {
        double rate = ((NumberValue)trial.Values["learning_rate"]).Number;
        double decay = ((NumberValue)trial.Values["weight_decay"]).Number;
        for (int epoch = 1; epoch <= trial.PlannedEpochs; epoch++)
        {
            double noise = trial.Values.Find("input_dropout") is NumberValue { Number: > 0 }
                ? (trial.Seed % 1000) / 20_000.0
                : 0;
            double accuracy = noise + 1 - Math.Abs(rate - 0.3) - (decay / 10) - (0.01 / epoch) + (0.0001 * trial.Repeat);
            monitor.EndEpoch(
                new EpochMetrics { Epoch = epoch, Metrics = [new("validation_accuracy", accuracy)], DurationSeconds = 0 });
        }

        return new TrialResult();
    }

    public void TrialStarted(Trial trial)
    {
    }

    public void TrialResumed(Trial trial, EpochMetrics epoch)
    {
    }

    public void CheckpointRefused(Trial trial, string reason)
    {
    }

    public void EpochEnded(Trial trial, EpochMetrics metrics)
    {
    }

    public void TrialEnded(Trial trial, TrialOutcome outcome)
    {
    }
}
