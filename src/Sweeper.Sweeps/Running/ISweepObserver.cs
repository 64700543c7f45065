using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>Watches a sweep as it goes. Calls come from the threads of the trials, several at once.</summary>
public interface ISweepObserver
{
    void TrialStarted(Trial trial);

    void EpochEnded(Trial trial, EpochMetrics metrics);

    void TrialEnded(Trial trial, TrialOutcome outcome);
}
