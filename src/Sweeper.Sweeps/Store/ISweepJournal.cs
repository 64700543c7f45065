using System.Collections.Immutable;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Store;

/// <summary>
/// Records what happens in one sweep. Thread-safe. Calls return when the record is queued; <see cref="EndTrial"/> and
/// <see cref="EndSweep"/> return when it is committed. Once a write has failed, every later call throws.
/// </summary>
/// <exception cref="SweeperException">From any call: the store cannot be written, with the reason.</exception>
public interface ISweepJournal
{
    SweepReference Reference { get; }

    /// <summary>The folder of the sweep's report and models; an absolute path.</summary>
    string Folder { get; }

    /// <summary>The state of every trial when the sweep was opened, in the order of their numbers.</summary>
    ImmutableArray<TrialState> InitialStates { get; }

    /// <summary>
    /// Marks a waiting, failed or interrupted trial as running, and forgets the epochs and attachments of earlier attempts.
    /// </summary>
    void StartTrial(Trial trial);

    void RecordEpoch(Trial trial, EpochMetrics metrics);

    /// <summary>Records how a running trial ended, with its final metrics (at the outcome's best epoch) and attachments, in one transaction.</summary>
    void EndTrial(Trial trial, TrialOutcome outcome, TrialResult result);

    void EndSweep(SweepState state, string reason);
}
