using System.Collections.Immutable;
using Sweeper.Clusters.Files;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Running;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Heads;

/// <summary>
/// Brings what attempts wrote to the desk: each line once, whatever was recorded before. What it decides on the way goes back to
/// the attempts.
/// </summary>
internal sealed class ShardMerge(ClusterFolder folder, TrialDesk desk)
{
    private readonly HashSet<int> _ended = [];

    /// <summary>Takes in a line.</summary>
    /// <returns>How the attempt ended; null while it goes on.</returns>
    public TrialOutcome? Take(FollowedTrial followed, ShardRecord record)
    {
        if (record.Start is ShardStart start)
        {
            if (followed.IsRunning)
                desk.Interrupted(followed.Trial, Lost("the attempt before it was lost"));
            desk.Started(followed.Trial, start.ResumesByItself, new TrialPlace(followed.Key.Attempt, start.Node, start.Job));
            (followed.IsRunning, followed.ResumesByItself) = (true, start.ResumesByItself);
        }

        if (record.Note is string note)
            desk.Note(followed.Trial, note);
        if (record.Arrival is ShardArrival arrival)
            Answer(followed, new PrunerArrival(followed.Trial.Number, arrival.Rung, arrival.Epoch, arrival.Value));
        if (record.Epoch is ShardEpoch epoch)
        {
            followed.Epochs++;
            followed.Fruitless = 0;
            desk.EpochEnded(
                followed.Trial,
                new EpochMetrics { Epoch = epoch.Number, DurationSeconds = epoch.Seconds, Metrics = epoch.Metrics },
                epoch.Decision,
                epoch.IsAmendment);
        }

        return record.End is ShardEnd end ? End(followed, end) : null;
    }

    /// <summary>How an attempt ended that said nothing of it.</summary>
    public static TrialOutcome Lost(string reason, TrialState state = TrialState.Interrupted) => new()
    {
        State = state, Reason = reason, LastEpoch = null, BestEpoch = null, Objective = null, DurationSeconds = 0,
    };

    /// <summary>Whether an attempt has come to an end after which it does not go on.</summary>
    public static bool HasEnded(ClusterFolder folder, AttemptKey key) =>
        JsonLines.Read<ShardRecord>(folder.Shard(key.Trial, key.Attempt))
            .LastOrDefault()?.End is { Outcome.State: not TrialState.Interrupted };

    /// <summary>Deletes what is not needed any more of trials that have ended, once it is all in the store.</summary>
    public void CleanUp()
    {
        if (_ended.Count == 0)
            return;
        desk.Flush();
        foreach (string file in folder.FilesOf(_ended).ToList())
            File.Delete(file);
        _ended.Clear();
    }

    /// <summary>Tells an attempt to end.</summary>
    public void Stop(FollowedTrial followed, (TrialState State, string Reason) end)
    {
        if (followed.ToldToStop is null)
            JsonLines.Append(folder.Decisions(followed.Trial.Number), [new HeadDecision { Stop = end.Reason }]);
        followed.ToldToStop ??= end;
    }

    private TrialOutcome End(FollowedTrial followed, ShardEnd end)
    {
        if (end.Outcome.State == TrialState.Interrupted)
            return end.Outcome;
        var result = new TrialResult
        {
            FinalMetrics = end.FinalMetrics,
            Attachments = [.. ReadAll(followed.Key, end.Attachments)],
            IsFailure = end.Outcome.State == TrialState.Failed,
        };
        desk.Ended(followed.Trial, end.Outcome, result);
        followed.IsRunning = false;
        _ended.Add(followed.Trial.Number);
        return end.Outcome;
    }

    private IEnumerable<TrialAttachment> ReadAll(AttemptKey key, ImmutableArray<ShardAttachment> attachments)
    {
        if (attachments.IsEmpty)
            yield break;
        ReadOnlyMemory<byte> left = File.ReadAllBytes(folder.Attachments(key.Trial, key.Attempt));
        foreach (ShardAttachment attachment in attachments)
        {
            yield return new TrialAttachment
            {
                Name = attachment.Name,
                MediaType = attachment.MediaType,
                Content = left[..attachment.Length],
                File = attachment is { Folder: string place, Extension: string extension } ? new AttachmentFile(place, extension)
                    : null,
            };
            left = left[attachment.Length..];
        }
    }

    // A run that was killed may have answered already: the first answer counts, for the attempt took that.
    private void Answer(FollowedTrial followed, PrunerArrival arrival)
    {
        PrunerDecision decision = desk.Compare(arrival);
        string path = folder.Decisions(followed.Trial.Number);
        if (!JsonLines.Read<HeadDecision>(path).Any(d => d.Comparison?.Rung == arrival.Rung))
            JsonLines.Append(path, [new HeadDecision { Comparison = decision }]);
    }
}
