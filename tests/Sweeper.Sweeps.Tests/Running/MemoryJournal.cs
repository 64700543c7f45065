using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Running;

/// <summary>A journal that keeps everything in memory and fails on demand.</summary>
internal sealed class MemoryJournal(SweepPlan plan) : ISweepJournal
{
    public SweepReference Reference => new(plan.Name, 1);

    public string Folder => "/nowhere";

    public ImmutableArray<TrialState> InitialStates { get; init; } = [.. plan.Trials.Select(_ => TrialState.Waiting)];

    public ImmutableArray<int> InitialAttempts { get; init; } = [.. plan.Trials.Select(_ => 0)];

    public ImmutableArray<EarlierResult> InitialResults { get; init; } = [.. plan.Trials.Select(_ => default(EarlierResult))];

    /// <summary>The trials that were added, in their order.</summary>
    public ConcurrentQueue<Trial> Added { get; } = [];

    /// <summary>What is there of trials when they start.</summary>
    public Dictionary<int, EarlierAttempt> Earlier { get; init; } = [];

    /// <summary>The checkpoints in the order in which they were saved, with their content.</summary>
    public ConcurrentQueue<(int Trial, int Epoch, byte[] Content)> Checkpoints { get; } = [];

    public PrunerLog InitialPruning { get; init; } = PrunerLog.Empty;

    /// <summary>What the pruner decided, in the order of the records.</summary>
    public ConcurrentQueue<PrunerDecision> Decisions { get; } = [];

    public ConcurrentBag<int> Started { get; } = [];

    public ConcurrentDictionary<int, ConcurrentQueue<EpochMetrics>> Epochs { get; } = [];

    /// <summary>What was added to epochs.</summary>
    public ConcurrentQueue<(int Trial, EpochMetrics Metrics)> Amended { get; } = [];

    public ConcurrentDictionary<int, (TrialOutcome Outcome, TrialResult Result)> Ended { get; } = [];

    /// <summary>What was attached to trials that had ended.</summary>
    public ConcurrentQueue<(int Trial, TrialAttachment Attachment)> Attached { get; } = [];

    public (SweepState State, string Reason)? End { get; private set; }

    /// <summary>The trial at whose first epoch the journal breaks.</summary>
    public int? BreaksAtTrial { get; init; }

    /// <summary>How many were to follow when trials were added last.</summary>
    public int? Further { get; private set; }

    public void AddTrials(IReadOnlyList<Trial> trials, int? further)
    {
        Further = further;
        foreach (Trial trial in trials)
            Added.Enqueue(trial);
    }

    public EarlierAttempt StartTrial(Trial trial, bool resumesByItself = false)
    {
        Started.Add(trial.Number);
        return Earlier.GetValueOrDefault(trial.Number, EarlierAttempt.None);
    }

    public void SaveCheckpoint(Trial trial, int epoch, Action<Stream> write)
    {
        using var content = new MemoryStream();
        write(content);
        Checkpoints.Enqueue((trial.Number, epoch, content.ToArray()));
    }

    public void RecordEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null)
    {
        if (trial.Number == BreaksAtTrial)
            throw new SweeperException("the disk is full", FailureKind.Environment);
        Epochs.GetOrAdd(trial.Number, _ => []).Enqueue(metrics);
        if (decision is not null)
            Decisions.Enqueue(decision);
    }

    public void AmendEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null)
    {
        Amended.Enqueue((trial.Number, metrics));
        if (decision is not null)
            Decisions.Enqueue(decision);
    }

    public void EndTrial(Trial trial, TrialOutcome outcome, TrialResult result) => Ended[trial.Number] = (outcome, result);

    public void Attach(Trial trial, TrialAttachment attachment) => Attached.Enqueue((trial.Number, attachment));

    /// <summary>What is asked while the sweep runs.</summary>
    public ConcurrentQueue<SweepRequest> Requests { get; } = [];

    /// <summary>What came of it.</summary>
    public ConcurrentQueue<RequestAnswer> Answers { get; } = [];

    public void TakeRequests(Func<SweepRequest, RequestDecision> decide)
    {
        while (Requests.TryDequeue(out SweepRequest? request))
        {
            RequestDecision decision = decide(request);
            decision.CarryOut?.Invoke();
            Answers.Enqueue(decision.Answer);
        }
    }

    public void EndSweep(SweepState state, string reason) => End = (state, reason);
}
