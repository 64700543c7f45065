using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>The side of the runner that a trial sees while it trains. Used by one thread, the trial's own.</summary>
public interface ITrialMonitor
{
    /// <summary>Records the end of an epoch and says how to go on. Epochs come in ascending order.</summary>
    EpochDecision EndEpoch(EpochMetrics metrics);
}
