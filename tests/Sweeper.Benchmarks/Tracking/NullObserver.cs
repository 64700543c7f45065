using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Benchmarks.Tracking;

/// <summary>Watches nothing.</summary>
internal sealed class NullObserver : ISweepObserver
{
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
