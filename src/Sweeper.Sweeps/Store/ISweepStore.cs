using System.Collections.Immutable;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Store;

/// <summary>Where sweeps are recorded. At most one process holds a store open for writing.</summary>
public interface ISweepStore : IDisposable
{
    /// <summary>
    /// Opens the latest sweep of the plan's name when it has the plan's fingerprint, or the recorded one that the plan names, to
    /// carry on with it; the first trials that it lacks are added, at most <see cref="SweepPlan.RecordedAhead"/> of them.
    /// Otherwise, or when <paramref name="fresh"/>, creates a new one with as many of its trials waiting. Trials found running
    /// are those of a process that died: they become interrupted. An opened sweep is recorded as running only when some trial of
    /// it is left to train.
    /// </summary>
    /// <exception cref="SweeperException">The store cannot be written.</exception>
    ISweepJournal Open(SweepPlan plan, SweepEnvironment environment, bool fresh);
}

/// <summary>
/// Records what happens in one sweep. Thread-safe. Calls return when the record is queued; <see cref="EndTrial"/>,
/// <see cref="EndSweep"/> and <see cref="SaveCheckpoint"/> return when it is committed. Once a write has failed, every later
/// call throws.
/// </summary>
/// <exception cref="SweeperException">From any call: the store cannot be written, with the reason.</exception>
public interface ISweepJournal
{
    SweepReference Reference { get; }

    /// <summary>The folder of the sweep's report and models; an absolute path.</summary>
    string Folder { get; }

    /// <summary>
    /// The state of every recorded trial when the sweep was opened, in the order of their numbers: the first trials of the plan.
    /// </summary>
    ImmutableArray<TrialState> InitialStates { get; }

    /// <summary>What the plan's pruner must know of the earlier runs of the sweep; empty without a pruner.</summary>
    PrunerLog InitialPruning { get; }

    /// <summary>
    /// How many attempts each trial had had when the sweep was opened, in the order of their numbers. An interrupted attempt
    /// that goes on is the same attempt.
    /// </summary>
    ImmutableArray<int> InitialAttempts { get; }

    /// <summary>What each trial had come to when the sweep was opened, in the order of their numbers.</summary>
    ImmutableArray<EarlierResult> InitialResults { get; }

    /// <summary>
    /// Records further trials of the plan as waiting, under the numbers that follow. Returns when they are committed.
    /// </summary>
    /// <param name="trials">In the order of their numbers.</param>
    /// <param name="further">How many are planned that will be recorded later; null when there is no telling how many.</param>
    void AddTrials(IReadOnlyList<Trial> trials, int? further);

    /// <summary>
    /// Marks a waiting, failed or interrupted trial as running. An interrupted one keeps its epochs; those of a failed one are
    /// forgotten, unless trials resume by themselves.
    /// </summary>
    /// <param name="trial">The trial.</param>
    /// <param name="resumesByItself">See <see cref="Running.ITrialRunner.ResumesByItself"/>.</param>
    EarlierAttempt StartTrial(Trial trial, bool resumesByItself = false);

    /// <summary>Records where the attempt of a running trial is, and which it is. The store may pass it over.</summary>
    void PlaceTrial(Trial trial, TrialPlace place)
    {
    }

    /// <summary>Records an epoch, in place of the one of that number which an interrupted attempt left.</summary>
    /// <param name="trial">A running trial.</param>
    /// <param name="metrics">What it reported.</param>
    /// <param name="decision">
    /// What a pruner decided on it after the epoch, recorded in the same transaction; null when it made no new decision.
    /// </param>
    void RecordEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null);

    /// <summary>
    /// Adds values to an epoch, which need not be the last nor be there yet, in place of those of the same metrics.
    /// </summary>
    /// <param name="trial">A running trial.</param>
    /// <param name="metrics">The values; the duration counts only where the epoch is not there yet.</param>
    /// <param name="decision">See <see cref="RecordEpoch"/>.</param>
    void AmendEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null);

    /// <summary>
    /// Saves the state of a running trial in place of an earlier one, after every epoch recorded so far is committed. Returns
    /// when it is on disk.
    /// </summary>
    /// <param name="trial">The trial.</param>
    /// <param name="epoch">The epoch that was recorded last.</param>
    /// <param name="write">Writes the state.</param>
    void SaveCheckpoint(Trial trial, int epoch, Action<Stream> write);

    /// <summary>
    /// Records how a running trial ended, with its final metrics (at the outcome's best epoch) and attachments, in one
    /// transaction. Unless it is interrupted, what an earlier attempt recorded beyond its last epoch is forgotten; so is its
    /// checkpoint, unless it was pruned, and may yet be trained to its end from there.
    /// </summary>
    void EndTrial(Trial trial, TrialOutcome outcome, TrialResult result);

    /// <summary>
    /// Records the same, and returns when the record is queued: where many trials end at once, they are committed together.
    /// </summary>
    void PostEnd(Trial trial, TrialOutcome outcome, TrialResult result) => EndTrial(trial, outcome, result);

    /// <summary>Returns when all that was recorded so far is committed.</summary>
    void Flush()
    {
    }

    /// <summary>
    /// Adds an attachment to a trial that has ended, in place of one of the same name. Returns when it is committed.
    /// </summary>
    void Attach(Trial trial, TrialAttachment attachment);

    void EndSweep(SweepState state, string reason);

    /// <summary>
    /// Takes what was asked of the sweep since the last call: each request is decided, recorded with the answer, carried out and
    /// answered, in the order in which they were asked.
    /// </summary>
    /// <param name="decide">Says what becomes of a request to this sweep.</param>
    void TakeRequests(Func<SweepRequest, RequestDecision> decide)
    {
    }
}
