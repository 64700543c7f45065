using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>The side of the runner that a trial sees while it trains. Used by one thread, the trial's own.</summary>
public interface ITrialMonitor
{
    /// <summary>
    /// Before the first epoch: hands over the state that the trial last offered before it was interrupted.
    /// </summary>
    /// <param name="read">
    /// Takes the state on, or throws <see cref="InvalidDataException"/> with the reason, having changed nothing, when it is none of this
    /// trial's. Not called when there is no state.
    /// </param>
    /// <returns>The epoch after which the trial goes on; null when it starts from its beginning.</returns>
    int? Resume(Action<Stream> read);

    /// <summary>Records the end of an epoch and says how to go on. Epochs come in ascending order.</summary>
    EpochDecision EndEpoch(EpochMetrics metrics);

    /// <summary>
    /// Offers to save the state after the epoch that ended last, from which the trial could go on with the same results. To be offered
    /// after every epoch that does not end the trial, and when it ends because it is interrupted.
    /// </summary>
    /// <param name="write">Writes the state; called at once, or not at all.</param>
    void OfferCheckpoint(Action<Stream> write);
}
