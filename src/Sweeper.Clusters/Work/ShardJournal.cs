using System.Collections.Immutable;
using Sweeper.Clusters.Files;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Durability;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Work;

/// <summary>Writes what happens in one attempt into its shard, for the run to record.</summary>
internal sealed class ShardJournal(
    ClusterFolder folder, SweepReference sweep, AttemptKey key, ShardStart start, ShardWriter shard, TrialHistory history)
        : ISweepJournal
{
    private string? _checkpoint;

    public SweepReference Reference => sweep;

    public string Folder => Path.GetDirectoryName(folder.Path)!;

    public ImmutableArray<TrialState> InitialStates => [];

    public PrunerLog InitialPruning => history.Pruning;

    public ImmutableArray<int> InitialAttempts => [];

    public ImmutableArray<EarlierResult> InitialResults => [];

    public void AddTrials(IReadOnlyList<Trial> trials, int? further) =>
        throw new NotSupportedException("A task has no trials but those that it is given.");

    public EarlierAttempt StartTrial(Trial trial, bool resumesByItself = false)
    {
        shard.Write(
            n => new ShardRecord { Sequence = n, Start = start with { ResumesByItself = resumesByItself } }, mustSync: false);
        return history.For(key.Attempt, resumesByItself);
    }

    public void RecordEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null) =>
        Write(metrics, decision, isAmendment: false);

    public void AmendEpoch(Trial trial, EpochMetrics metrics, PrunerDecision? decision = null) =>
        Write(metrics, decision, isAmendment: true);

    public void SaveCheckpoint(Trial trial, int epoch, Action<Stream> write)
    {
        string path = folder.Checkpoint(key.Trial, key.Attempt, epoch);
        WholeFile.Write(path, write);
        shard.Write(n => new ShardRecord { Sequence = n, Checkpoint = new ShardCheckpoint(epoch) }, mustSync: true);
        if (_checkpoint is string earlier && earlier != path)
            File.Delete(earlier);
        _checkpoint = path;
    }

    public void EndTrial(Trial trial, TrialOutcome outcome, TrialResult result)
    {
        if (!result.Attachments.IsEmpty)
            WholeFile.Write(folder.Attachments(key.Trial, key.Attempt), stream => WriteAll(stream, result));
        var end = new ShardEnd
        {
            Outcome = outcome,
            FinalMetrics = result.FinalMetrics,
            Attachments = [.. result.Attachments.Select(
                a => new ShardAttachment(a.Name, a.MediaType, a.File?.Folder, a.File?.Extension, a.Content.Length))],
        };
        shard.Write(n => new ShardRecord { Sequence = n, End = end }, mustSync: true);
    }

    public void Attach(Trial trial, TrialAttachment attachment) =>
        throw new NotSupportedException("Nothing is attached to a trial after its end by a task.");

    public void EndSweep(SweepState state, string reason) => throw new NotSupportedException("A sweep does not end in a task.");

    private static void WriteAll(FileStream stream, TrialResult result)
    {
        foreach (TrialAttachment attachment in result.Attachments)
            stream.Write(attachment.Content.Span);
    }

    private void Write(EpochMetrics metrics, PrunerDecision? decision, bool isAmendment) => shard.Write(
        n => new ShardRecord
        {
            Sequence = n,
            Epoch = new ShardEpoch
            {
                Number = metrics.Epoch, Seconds = metrics.DurationSeconds, Metrics = metrics.Metrics, IsAmendment = isAmendment,
                    Decision = decision,
            },
        },
        mustSync: false);
}
