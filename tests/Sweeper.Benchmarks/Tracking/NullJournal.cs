using System.Collections.Immutable;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Benchmarks.Tracking;

/// <summary>Records nothing: what a sweep costs without tracking.</summary>
internal sealed class NullJournal(SweepPlan plan) : ISweepJournal
{
    public SweepReference Reference { get; } = new(plan.Name, 1);

    public string Folder => "";

    public ImmutableArray<TrialState> InitialStates { get; } = [.. plan.Trials.Select(_ => TrialState.Waiting)];

    public ImmutableArray<int> InitialAttempts { get; } = [.. plan.Trials.Select(_ => 0)];

    public ImmutableArray<EarlierResult> InitialResults { get; } = [.. plan.Trials.Select(_ => default(EarlierResult))];

    public PrunerLog InitialPruning => PrunerLog.Empty;

    public void AddTrials(IReadOnlyList<Trial> trials, int? further)
    {
    }

    public EarlierAttempt StartTrial(Trial trial, bool resumesByItself = false) => EarlierAttempt.None;

    public void RecordEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null)
    {
    }

    public void AmendEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null)
    {
    }

    public void SaveCheckpoint(Trial trial, int epoch, Action<Stream> write)
    {
    }

    public void EndTrial(Trial trial, TrialOutcome outcome, TrialResult result)
    {
    }

    public void Attach(Trial trial, TrialAttachment attachment)
    {
    }

    public void EndSweep(SweepState state, string reason)
    {
    }
}
