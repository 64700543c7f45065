using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>Records the epochs and checkpoints of one trial and decides how it goes on.</summary>
/// <param name="trial">The trial.</param>
/// <param name="earlier">What is there of it.</param>
/// <param name="tracker">Follows its epochs; new.</param>
/// <param name="run">The run that it is part of.</param>
/// <param name="observer">Is told of them.</param>
/// <param name="pace">Says when a checkpoint is due.</param>
internal sealed class TrialMonitor(
    Trial trial, EarlierAttempt earlier, EpochTracker tracker, SweepRun run, ISweepObserver observer, CheckpointPace pace)
        : ITrialMonitor
{
    /// <summary>The decision that ended the trial, if one did.</summary>
    public EpochDecision? End { get; private set; }

    /// <summary>Follows what the trial reports; null where it ends an epoch after the other.</summary>
    public ReportTracker? Reports { get; private set; }

    /// <summary>What went wrong while recording: the trial is not to blame for it.</summary>
    public Exception? JournalFailure { get; private set; }

    /// <summary>The time that the epochs took which the trial did not have to train again, in seconds.</summary>
    public double EarlierSeconds { get; private set; }

    public int Attempt => earlier.Attempt;

    public bool IsRestarted => earlier.IsRestarted;

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
            ResumePruning(epoch);
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
        if (!decision.ShouldStop && !isLast && run.Requests.EndOf(trial.Number) is (TrialState state, string reason))
            decision = decision with { StopState = state, StopReason = $"{reason} after epoch {metrics.Epoch}" };

        if (decision.ShouldStop)
            End = decision;
        return decision;
    }

    public EpochDecision Report(EpochMetrics metrics, bool canStop = true)
    {
        ReportTracker reports = Reports ?? StartReports(metrics.Epoch);
        int? lastEpoch = reports.LastEpoch, lastRanked = reports.LastRanked;
        string? stopped = reports.Report(metrics);
        canStop = canStop && End is null;
        Action<PrunerDecision?> record = metrics.Epoch > (lastEpoch ?? -1)
            ? d => Record(() => run.Journal.RecordEpoch(trial, metrics, d))
            : d => Record(() => run.Journal.AmendEpoch(trial, metrics, d));
        string? pruned = null;
        if (run.Pruning is not null && metrics.Epoch > (lastRanked ?? -1)
            && metrics.Find(run.Pruning.Objective.Metric) is double value)
            pruned = run.Pruning.EndEpoch(trial.Number, metrics.Epoch, value, canStop && stopped is null, record);
        else
            record(null);
        observer.EpochEnded(trial, metrics);
        if (canStop && stopped is not null)
            End = new EpochDecision { IsBest = false, StopState = TrialState.Completed, StopReason = stopped };
        else if (canStop && pruned is not null)
            End = new EpochDecision { IsBest = false, StopState = TrialState.Pruned, StopReason = pruned };
        return End ?? default;
    }

    public EpochDecision Ask()
    {
        (TrialState State, string Reason)? end = run.Requests.EndOf(trial.Number)
            ?? (run.Watch.IsOverTime() ? (TrialState.Interrupted, "max_duration is over") : null);
        if (end is (TrialState state, string reason))
            End ??= new EpochDecision { IsBest = false, StopState = state, StopReason = reason };
        return End ?? default;
    }

    public void Note(string text) => observer.TrialNoted(trial, text);

    public string? FindMissing() => (Reports ?? StartReports(int.MaxValue)).FindMissing();

    public void OfferCheckpoint(Action<Stream> write)
    {
        if (tracker.LastEpoch is not int epoch || trial.EndsWith(epoch))
            return;
        if (End?.StopState == TrialState.Interrupted || pace.IsDue)
            Record(() => pace.Measure(() => run.Journal.SaveCheckpoint(trial, epoch, write)));
    }

    /// <summary>Records an epoch, after comparing the trial with the others. Why it is pruned, or null.</summary>
    private string? RecordEpoch(EpochMetrics metrics, EpochDecision decision, bool isLast)
    {
        // What a trial has when it diverges is no value to compare with.
        if (run.Pruning is null || decision.StopState == TrialState.Diverged
            || metrics.Find(run.Pruning.Objective.Metric) is not double value)
        {
            Record(() => run.Journal.RecordEpoch(trial, metrics));
            return null;
        }

        bool canStop = !decision.ShouldStop && !isLast;
        return run.Pruning.EndEpoch(
            trial.Number, metrics.Epoch, value, canStop, d => Record(() => run.Journal.RecordEpoch(trial, metrics, d)));
    }

    /// <summary>
    /// Takes on what earlier attempts reported before the first epoch of this one: from there on they are reported again.
    /// </summary>
    private ReportTracker StartReports(int first)
    {
        Reports = new ReportTracker(run.Plan.Objective, run.Plan.EarlyStopping);
        EpochMetrics[] kept = [.. earlier.Epochs.Where(e => e.Epoch < first)];
        foreach (EpochMetrics epoch in kept)
        {
            Reports.Report(epoch);
            ResumePruning(epoch);
        }

        EarlierSeconds = kept.Sum(e => e.DurationSeconds);
        if (kept.Length > 0)
            observer.TrialResumed(trial, kept[^1]);
        return Reports;
    }

    private void ResumePruning(EpochMetrics epoch)
    {
        if (run.Pruning is not null && epoch.Find(run.Pruning.Objective.Metric) is double value)
            run.Pruning.Resume(trial.Number, epoch.Epoch, value);
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
