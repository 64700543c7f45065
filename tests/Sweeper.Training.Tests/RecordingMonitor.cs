using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Training.Tests;

/// <summary>Keeps the epochs a trial reports, and decides as the sweep runner would.</summary>
internal sealed class RecordingMonitor(EpochTracker tracker) : ITrialMonitor
{
    public List<EpochMetrics> Epochs { get; } = [];

    /// <summary>The decision that ended the trial; null when it trained to its last epoch.</summary>
    public EpochDecision? End { get; private set; }

    public int? Resume(Action<Stream> read) => null;

    public void OfferCheckpoint(Action<Stream> write)
    {
    }

    public EpochDecision EndEpoch(EpochMetrics metrics)
    {
        Epochs.Add(metrics);
        EpochDecision decision = tracker.EndEpoch(metrics);
        if (decision.ShouldStop)
            End = decision;
        return decision;
    }
}
