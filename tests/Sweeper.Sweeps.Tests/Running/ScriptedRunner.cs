using System.Collections.Concurrent;
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

    /// <summary>What observers were told of trials that go on, or cannot.</summary>
    public ConcurrentQueue<string> Notes { get; } = [];

    public TrialResult Run(Trial trial, ITrialMonitor monitor)
    {
        int now = Interlocked.Increment(ref _atOnce);
        lock (this)
            MostAtOnce = Math.Max(MostAtOnce, now);
        try
        {
            OnStart?.Invoke(trial);
            int resumed = monitor.Resume(state => Read(state, trial)) ?? 0;
            for (int epoch = resumed + 1; epoch <= trial.PlannedEpochs; epoch++)
            {
                var metrics =
                    new EpochMetrics { Epoch = epoch, Metrics = [new("accuracy", accuracy(trial, epoch))], DurationSeconds = 0 };
                EpochDecision decision = monitor.EndEpoch(metrics);
                if (decision.StopState is null or TrialState.Interrupted)
                    monitor.OfferCheckpoint(state => state.WriteByte((byte)trial.Number));
                if (decision.ShouldStop)
                    break;
            }

            return new TrialResult { FinalMetrics = [new("test_accuracy", trial.Number)] };
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    private static void Read(Stream state, Trial trial)
    {
        if (state.ReadByte() != trial.Number)
            throw new InvalidDataException("it is no state of this trial");
    }

    public void TrialStarted(Trial trial)
    {
    }

    public void TrialResumed(Trial trial, EpochMetrics epoch) => Notes.Enqueue($"{trial.Number} after {epoch.Epoch}");

    public void CheckpointRefused(Trial trial, string reason) => Notes.Enqueue($"{trial.Number}: {reason}");

    public void EpochEnded(Trial trial, EpochMetrics metrics)
    {
    }

    public void TrialEnded(Trial trial, TrialOutcome outcome)
    {
    }
}
