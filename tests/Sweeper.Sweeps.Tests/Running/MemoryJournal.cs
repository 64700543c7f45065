using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Running;

/// <summary>A journal that keeps everything in memory and fails on demand.</summary>
internal sealed class MemoryJournal(SweepPlan plan) : ISweepJournal
{
    public SweepReference Reference => new(plan.Name, 1);

    public string Folder => "/nowhere";

    public ImmutableArray<TrialState> InitialStates { get; init; } = [.. plan.Trials.Select(_ => TrialState.Waiting)];

    public ConcurrentBag<int> Started { get; } = [];

    public ConcurrentDictionary<int, ConcurrentQueue<EpochMetrics>> Epochs { get; } = [];

    public ConcurrentDictionary<int, (TrialOutcome Outcome, TrialResult Result)> Ended { get; } = [];

    public (SweepState State, string Reason)? End { get; private set; }

    /// <summary>The trial at whose first epoch the journal breaks.</summary>
    public int? BreaksAtTrial { get; init; }

    public void StartTrial(Trial trial) => Started.Add(trial.Number);

    public void RecordEpoch(Trial trial, EpochMetrics metrics)
    {
        if (trial.Number == BreaksAtTrial)
            throw new SweeperException("the disk is full", FailureKind.Environment);
        Epochs.GetOrAdd(trial.Number, _ => []).Enqueue(metrics);
    }

    public void EndTrial(Trial trial, TrialOutcome outcome, TrialResult result) => Ended[trial.Number] = (outcome, result);

    public void EndSweep(SweepState state, string reason) => End = (state, reason);
}
