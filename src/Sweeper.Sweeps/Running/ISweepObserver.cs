using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>Watches a sweep as it goes. Calls come from the threads of the trials, several at once.</summary>
public interface ISweepObserver
{
    void TrialStarted(Trial trial);

    /// <summary>
    /// A trial that had been interrupted goes on after <paramref name="epoch"/>; comes after <see cref="TrialStarted"/>.
    /// </summary>
    void TrialResumed(Trial trial, EpochMetrics epoch);

    /// <summary>An interrupted trial starts from its beginning, because its checkpoint cannot be used.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="reason">Why, as a sentence without a full stop.</param>
    void CheckpointRefused(Trial trial, string reason);

    /// <summary>Something worth knowing of a trial, as a sentence without a full stop.</summary>
    void TrialNoted(Trial trial, string text)
    {
    }

    void EpochEnded(Trial trial, EpochMetrics metrics);

    void TrialEnded(Trial trial, TrialOutcome outcome);
}
