using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>Records the epochs and checkpoints of one trial and decides how it goes on.</summary>
/// <param name="trial">The trial.</param>
/// <param name="earlier">What is there of it.</param>
/// <param name="tracker">Follows its epochs; new.</param>
/// <param name="pruning">Compares it with the others; null when nothing does.</param>
/// <param name="journal">Where they are recorded.</param>
/// <param name="observer">Is told of them.</param>
/// <param name="pace">Says when a checkpoint is due.</param>
/// <param name="stop">When cancelled, the trial stops after its epoch.</param>
internal sealed class TrialMonitor(
    Trial trial,
    EarlierAttempt earlier,
    EpochTracker tracker,
    SweepPruning? pruning,
    ISweepJournal journal,
    ISweepObserver observer,
    CheckpointPace pace,
    CancellationToken stop) : ITrialMonitor
{
    /// <summary>The decision that ended the trial, if one did.</summary>
    public EpochDecision? End { get; private set; }

    /// <summary>What went wrong while recording: the trial is not to blame for it.</summary>
    public Exception? JournalFailure { get; private set; }

    /// <summary>The time that the epochs took which the trial did not have to train again, in seconds.</summary>
    public double EarlierSeconds { get; private set; }

    public int? Resume(Action<Stream> read)
    {
        if (earlier.Refusal is string refusal)
            observer.CheckpointRefused(trial, refusal);
        if (earlier.Checkpoint is not TrialCheckpoint checkpoint)
            return null;
        try
        {
            using Stream content = checkpoint.Open();
            read(content);
        }
        catch (InvalidDataException e)
        {
            observer.CheckpointRefused(trial, e.Message);
            return null;
        }

        // What the epochs meant then they mean now: the state of early stopping needs no copy of its own.
        foreach (EpochMetrics epoch in earlier.Epochs)
        {
            tracker.EndEpoch(epoch);
            if (pruning is not null && epoch.Find(pruning.Objective.Metric) is double value)
                pruning.Resume(trial.Number, epoch.Epoch, value);
        }

        EarlierSeconds = earlier.Epochs.Sum(e => e.DurationSeconds);
        observer.TrialResumed(trial, earlier.Epochs[^1]);
        return checkpoint.Epoch;
    }

    public EpochDecision EndEpoch(EpochMetrics metrics)
    {
        EpochDecision decision = tracker.EndEpoch(metrics);
        bool isLast = trial.EndsWith(metrics.Epoch);
        if (RecordEpoch(metrics, decision, isLast) is string pruned)
            decision = decision with { StopState = TrialState.Pruned, StopReason = pruned };
        observer.EpochEnded(trial, metrics);
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

    public void OfferCheckpoint(Action<Stream> write)
    {
        if (tracker.LastEpoch is not int epoch || trial.EndsWith(epoch))
            return;
        if (End?.StopState == TrialState.Interrupted || pace.IsDue)
            Record(() => pace.Measure(() => journal.SaveCheckpoint(trial, epoch, write)));
    }

    /// <summary>Records an epoch, after comparing the trial with the others. Why it is pruned, or null.</summary>
    private string? RecordEpoch(EpochMetrics metrics, EpochDecision decision, bool isLast)
    {
        // What a trial has when it diverges is no value to compare with.
        if (pruning is null || decision.StopState == TrialState.Diverged || metrics.Find(pruning.Objective.Metric) is not double value)
        {
            Record(() => journal.RecordEpoch(trial, metrics));
            return null;
        }

        bool canStop = !decision.ShouldStop && !isLast;
        return pruning.EndEpoch(trial.Number, metrics.Epoch, value, canStop, d => Record(() => journal.RecordEpoch(trial, metrics, d)));
    }

    private void Record(Action record)
    {
        try
        {
            record();
        }
        catch (Exception failure)
        {
            JournalFailure = failure;
            throw;
        }
    }
}
