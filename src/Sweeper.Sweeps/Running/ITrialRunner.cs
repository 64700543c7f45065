using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Running;

/// <summary>Carries out trials: trains the built-in network, or whatever else a sweep is about.</summary>
public interface ITrialRunner
{
    /// <summary>
    /// Trains one trial to its end on the calling thread, reporting every epoch to <paramref name="monitor"/> and
    /// stopping when told to. Several calls may be in progress on different threads.
    /// </summary>
    /// <exception cref="SweeperException">The trial cannot be carried out; it will be recorded as failed.</exception>
    TrialResult Run(Trial trial, ITrialMonitor monitor);

    /// <summary>
    /// Whether trials report to <see cref="ITrialMonitor.Report"/>, and go on by themselves from where an earlier attempt came
    /// to: what that one reported, failed or interrupted, is kept until it is reported again.
    /// </summary>
    bool ResumesByItself => false;
}

/// <summary>The side of the runner that a trial sees while it trains. Used by one thread, the trial's own.</summary>
public interface ITrialMonitor
{
    /// <summary>
    /// Before the first epoch: hands over the state that the trial last offered before it was interrupted.
    /// </summary>
    /// <param name="read">
    /// Takes the state on, or throws <see cref="InvalidDataException"/> with the reason, having changed nothing, when it is none
    /// of this trial's. Not called when there is no state.
    /// </param>
    /// <returns>The epoch after which the trial goes on; null when it starts from its beginning.</returns>
    int? Resume(Action<Stream> read);

    /// <summary>Records the end of an epoch and says how to go on. Epochs come in ascending order.</summary>
    EpochDecision EndEpoch(EpochMetrics metrics);

    /// <summary>Which attempt of the trial this is, from 1.</summary>
    int Attempt => 1;

    /// <summary>Whether an earlier attempt of the trial failed or was interrupted.</summary>
    bool IsRestarted => false;

    /// <summary>
    /// Records values of an epoch, in any order of epochs: a value of an epoch and metric that had one takes its place. For
    /// trials that are not known to end an epoch after the other; not together with <see cref="EndEpoch"/>.
    /// </summary>
    /// <param name="metrics">The values.</param>
    /// <param name="canStop">Whether the trial still runs, so that it can be told to stop.</param>
    EpochDecision Report(EpochMetrics metrics, bool canStop = true) => EndEpoch(metrics);

    /// <summary>
    /// Whether the trial must stop for another reason than what it reported. To be asked again and again while it trains.
    /// </summary>
    EpochDecision Ask() => default;

    /// <summary>Tells whoever watches something worth knowing of the trial, as a sentence without a full stop.</summary>
    void Note(string text)
    {
    }

    /// <summary>
    /// For a trial that reports and has come to its end: why what it reported is not enough, as a sentence without a full stop;
    /// null when it is.
    /// </summary>
    string? FindMissing() => null;

    /// <summary>
    /// Offers to save the state after the epoch that ended last, from which the trial could go on with the same results. To be
    /// offered after every epoch that does not end the trial, and when it ends because it is interrupted.
    /// </summary>
    /// <param name="write">Writes the state; called at once, or not at all.</param>
    void OfferCheckpoint(Action<Stream> write);
}

/// <summary>What a trial is told after it reported an epoch.</summary>
public readonly record struct EpochDecision
{
    /// <summary>
    /// Whether the epoch is the best so far: the trial keeps its state, because it may be the one that stands.
    /// </summary>
    public required bool IsBest { get; init; }

    /// <summary>How the trial ends now, or null when it goes on.</summary>
    public TrialState? StopState { get; init; }

    /// <summary>Why it ends now, as a sentence without a full stop; null when it goes on.</summary>
    public string? StopReason { get; init; }

    /// <summary>Whether the trial must train no further epoch.</summary>
    public bool ShouldStop => StopState is not null;
}
