using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>Records the epochs of one trial and decides how it goes on.</summary>
internal sealed class TrialMonitor(
    Trial trial, EpochTracker tracker, ISweepJournal journal, ISweepObserver observer, CancellationToken stop) : ITrialMonitor
{
    /// <summary>The decision that ended the trial, if one did.</summary>
    public EpochDecision? End { get; private set; }

    /// <summary>What went wrong while recording: the trial is not to blame for it.</summary>
    public Exception? JournalFailure { get; private set; }

    public EpochDecision EndEpoch(EpochMetrics metrics)
    {
        EpochDecision decision = tracker.EndEpoch(metrics);
        try
        {
            journal.RecordEpoch(trial, metrics);
        }
        catch (Exception failure)
        {
            JournalFailure = failure;
            throw;
        }

        observer.EpochEnded(trial, metrics);
        bool isLast = metrics.Epoch >= trial.PlannedEpochs;
        if (!decision.ShouldStop && !isLast && stop.IsCancellationRequested)
        {
            decision = decision with
            {
                StopState = TrialState.Interrupted,
                StopReason = $"the sweep was asked to stop after epoch {metrics.Epoch}",
            };
        }

        if (decision.ShouldStop)
            End = decision;
        return decision;
    }
}
