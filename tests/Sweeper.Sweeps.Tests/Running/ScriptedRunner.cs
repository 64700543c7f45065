using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Running;

/// <summary>Trials without networks: each epoch's accuracy comes from a function of trial and epoch.</summary>
internal sealed class ScriptedRunner(Func<Trial, int, double> accuracy) : ITrialRunner, ISweepObserver
{
    private int _atOnce;

    /// <summary>The largest number of trials that were in training at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Called when a trial starts.</summary>
    public Action<Trial>? OnStart { get; init; }

    public TrialResult Run(Trial trial, ITrialMonitor monitor)
    {
        int now = Interlocked.Increment(ref _atOnce);
        lock (this)
            MostAtOnce = Math.Max(MostAtOnce, now);
        try
        {
            OnStart?.Invoke(trial);
            for (int epoch = 1; epoch <= trial.PlannedEpochs; epoch++)
            {
                var metrics = new EpochMetrics { Epoch = epoch, Metrics = [new("accuracy", accuracy(trial, epoch))], DurationSeconds = 0 };
                if (monitor.EndEpoch(metrics).ShouldStop)
                    break;
            }

            return new TrialResult { FinalMetrics = [new("test_accuracy", trial.Number)] };
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    public void TrialStarted(Trial trial)
    {
    }

    public void EpochEnded(Trial trial, EpochMetrics metrics)
    {
    }

    public void TrialEnded(Trial trial, TrialOutcome outcome)
    {
    }
}
