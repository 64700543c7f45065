using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Training.NetworkTrials;

/// <summary>Takes a trial that is trained again to where it ended the first time, whatever ended it then.</summary>
/// <param name="tracker">Decides as the first time.</param>
/// <param name="lastEpoch">The epoch after which the trial ended.</param>
internal sealed class ReplayMonitor(EpochTracker tracker, int lastEpoch) : ITrialMonitor
{
    public List<EpochMetrics> Epochs { get; } = [];

    public int? Resume(Action<Stream> read) => null;

    public void OfferCheckpoint(Action<Stream> write)
    {
    }

    public EpochDecision EndEpoch(EpochMetrics metrics)
    {
        Epochs.Add(metrics);
        EpochDecision decision = tracker.EndEpoch(metrics);

        // A pruner compared it with others, which are not here.
        return metrics.Epoch >= lastEpoch && !decision.ShouldStop
            ? decision with { StopState = TrialState.Completed, StopReason = "it had ended there" }
            : decision;
    }
}
