using System.Collections.Immutable;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Cli.Tests.Running;

/// <summary>
/// Has the folder copied after every so many records, some of which are then still on their way to the disk.
/// </summary>
internal sealed class CopyingJournal(ISweepJournal inner, int every, Action<int> copy) : ISweepJournal
{
    private readonly Lock _lock = new();
    private int _records;

    public SweepReference Reference => inner.Reference;

    public string Folder => inner.Folder;

    public ImmutableArray<TrialState> InitialStates => inner.InitialStates;

    public ImmutableArray<int> InitialAttempts => inner.InitialAttempts;

    public ImmutableArray<EarlierResult> InitialResults => inner.InitialResults;

    public PrunerLog InitialPruning => inner.InitialPruning;

    public void AddTrials(IReadOnlyList<Trial> trials, int? further) => Record(() => inner.AddTrials(trials, further));

    public EarlierAttempt StartTrial(Trial trial, bool resumesByItself = false)
    {
        EarlierAttempt earlier = inner.StartTrial(trial, resumesByItself);
        Record(() => { });
        return earlier;
    }

    public void RecordEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null) =>
        Record(() => inner.RecordEpoch(trial, metrics, decision));

    public void AmendEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null) =>
        Record(() => inner.AmendEpoch(trial, metrics, decision));

    public void SaveCheckpoint(Trial trial, int epoch, Action<Stream> write) => inner.SaveCheckpoint(trial, epoch, write);

    public void EndTrial(Trial trial, TrialOutcome outcome, TrialResult result) =>
        Record(() => inner.EndTrial(trial, outcome, result));

    public void Attach(Trial trial, TrialAttachment attachment) => inner.Attach(trial, attachment);

    public void EndSweep(SweepState state, string reason) => Record(() => inner.EndSweep(state, reason));

    private void Record(Action record)
    {
        record();
        lock (_lock)
        {
            if (++_records % every == 0)
                copy(_records);
        }
    }
}
