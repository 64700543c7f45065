using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>
/// Where those come to who have the trials of a run trained elsewhere: it hands out what is to be trained, and takes what became
/// of it. For one thread.
/// </summary>
public sealed class TrialDesk
{
    private readonly SweepRun _run;
    private readonly ISweepObserver _observer;

    internal TrialDesk(SweepRun run, ISweepObserver observer) => (_run, _observer) = (run, observer);

    /// <summary>Cancelled when the run is asked to stop.</summary>
    public CancellationToken Stop => _run.Stop;

    /// <summary>Whether another trial may start.</summary>
    public bool MayGoOn => _run.MayGoOn;

    /// <summary>Whether trials have trained for as long as they may in all.</summary>
    public bool IsOverTime => _run.Watch.IsOverTime();

    /// <summary>The rules by which trials are judged, and their number.</summary>
    public SweepPlan Plan => _run.Plan;

    /// <summary>How many of the recorded trials are to be trained.</summary>
    public int RecordedLeft => _run.Standings.Left.Count();

    /// <summary>
    /// How many trials are to be trained and have not ended, those under way included; null when there is no telling how many.
    /// </summary>
    public int? LeftCount => _run.Standings.LeftCount is int left ? Math.Min(left, _run.MostTrials ?? left) : _run.MostTrials;

    /// <summary>Where a trial stands that was taken.</summary>
    public TrialState StateOf(Trial trial) => _run.Standings.StateOf(trial.Number);

    /// <summary>Who asked the run to stop by a request, which is to end the trials too; null where nobody did.</summary>
    public string? StoppedBy => _run.Requests.StoppedBy;

    /// <summary>How a trial under way is to end because somebody asked for it, and why; null where nobody did.</summary>
    public (TrialState State, string Reason)? EndOf(Trial trial) =>
        Stop.IsCancellationRequested ? null : _run.Requests.EndOf(trial.Number);

    /// <summary>The trial to train next; null when none is left or none yet, or no more may start.</summary>
    /// <param name="isLater">Whether there may be one when a trial under way has ended.</param>
    public Trial? Take(out bool isLater) => _run.TryTake(out isLater);

    /// <summary>Takes in that an attempt of a trial began.</summary>
    /// <param name="trial">The trial: one that was taken, or whose last attempt was interrupted.</param>
    /// <param name="resumesByItself">See <see cref="ITrialRunner.ResumesByItself"/>.</param>
    /// <param name="place">Where; null where it never came to a machine.</param>
    public void Started(Trial trial, bool resumesByItself, TrialPlace? place)
    {
        _run.Journal.StartTrial(trial, resumesByItself);
        if (place is not null)
            _run.Journal.PlaceTrial(trial, place);
        _run.Pruning?.TrialStarted(trial.Number);
        _observer.TrialStarted(trial);
    }

    /// <summary>Compares a trial with the others at a rung.</summary>
    /// <returns>The decision, which is to be handed over with the epoch.</returns>
    /// <exception cref="InvalidOperationException">The plan has no pruner.</exception>
    public PrunerDecision Compare(PrunerArrival arrival)
    {
        SweepPruning pruning = _run.Pruning ?? throw new InvalidOperationException("Nothing compares the trials of this sweep.");
        PrunerDecision? made = null;
        string? reason = pruning.EndEpoch(arrival.Trial, arrival.Epoch, arrival.Value, canStop: true, d => made = d);

        // Met again, it is what it was; with what it was compared then is recorded.
        return made ?? new PrunerDecision
        {
            Trial = arrival.Trial, Rule = _run.Plan.Pruner!.Rule, Rung = arrival.Rung, Epoch = arrival.Epoch,
                Value = arrival.Value,
            Threshold = null, Compared = 0, Kept = 0, IsPruned = reason is not null,
        };
    }

    /// <summary>Takes in an epoch.</summary>
    /// <param name="trial">A trial that has started.</param>
    /// <param name="metrics">What it reported.</param>
    /// <param name="decision">What came of a comparison after it; null where there was none.</param>
    /// <param name="isAmendment">Whether the values are added to an epoch that may be there.</param>
    public void EpochEnded(Trial trial, EpochMetrics metrics, PrunerDecision? decision, bool isAmendment)
    {
        if (isAmendment)
            _run.Journal.AmendEpoch(trial, metrics, decision);
        else
            _run.Journal.RecordEpoch(trial, metrics, decision);
        _observer.EpochEnded(trial, metrics);
    }

    /// <summary>Takes in the end of an attempt after which the trial is to have another one now.</summary>
    public void Interrupted(Trial trial, TrialOutcome outcome)
    {
        _run.Journal.EndTrial(trial, outcome, new TrialResult());
        _run.Pruning?.TrialEnded(trial.Number, outcome.State);
    }

    /// <summary>
    /// Takes in the end of a trial, which is on disk after the next <see cref="Flush"/>, or at the end of the run.
    /// </summary>
    public void Ended(Trial trial, TrialOutcome outcome, TrialResult result)
    {
        _run.Journal.PostEnd(trial, outcome, result);
        _run.Pruning?.TrialEnded(trial.Number, outcome.State);
        _observer.TrialEnded(trial, outcome);
        _run.TrialEnded(trial, outcome);
        if (outcome.State == TrialState.Failed)
            _run.Streak.Failed(outcome.Reason);
        else if (outcome.State.IsDone())
            _run.Streak.Broken();
    }

    /// <summary>Returns when all that was taken in is on disk.</summary>
    public void Flush() => _run.Journal.Flush();

    /// <summary>Tells whoever watches something worth knowing of a trial, as a sentence without a full stop.</summary>
    public void Note(Trial trial, string text) => _observer.TrialNoted(trial, text);
}
