using System.Collections.Immutable;
using Sweeper.Clusters.Files;
using Sweeper.Sweeps.Pruners;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Work;

/// <summary>What earlier attempts at a trial have left in their shards.</summary>
internal sealed class TrialHistory
{
    private readonly SortedDictionary<int, EpochMetrics> _epochs = [];
    private readonly SortedDictionary<int, PrunerDecision> _decisions = [];
    private readonly string? _checkpoint;
    private readonly int _checkpointEpoch;
    private readonly bool _hasBegun;

    private TrialHistory(ClusterFolder folder, AttemptKey key)
    {
        for (int attempt = 1; attempt < key.Attempt; attempt++)
        {
            foreach (ShardRecord record in JsonLines.Read<ShardRecord>(folder.Shard(key.Trial, attempt)))
            {
                _hasBegun = true;
                if (record.Epoch is ShardEpoch epoch)
                    Add(epoch);
                if (record.Checkpoint is ShardCheckpoint checkpoint
                    && folder.Checkpoint(key.Trial, attempt, checkpoint.Epoch) is var path && File.Exists(path))
                    (_checkpoint, _checkpointEpoch) = (path, checkpoint.Epoch);
            }
        }
    }

    /// <summary>Reads the shards of attempts before one.</summary>
    public static TrialHistory Before(ClusterFolder folder, AttemptKey key) => new(folder, key);

    /// <summary>What was decided at rungs.</summary>
    public PrunerLog Pruning => new() { Decisions = [.. _decisions.Values], Completed = [] };

    /// <summary>What the next attempt goes on from.</summary>
    /// <param name="attempt">Which it is.</param>
    /// <param name="resumesByItself">Whether trials keep their state themselves.</param>
    public EarlierAttempt For(int attempt, bool resumesByItself)
    {
        if (resumesByItself)
            return new EarlierAttempt { Attempt = attempt, IsRestarted = attempt > 1 && _hasBegun,
                Epochs = [.. _epochs.Values] };
        if (_checkpoint is not string path)
            return new EarlierAttempt { Attempt = attempt };

        return new EarlierAttempt
        {
            Attempt = attempt,
            Epochs = [.. _epochs.Values.Where(e => e.Epoch <= _checkpointEpoch)],
            Checkpoint = new TrialCheckpoint(_checkpointEpoch, () => File.OpenRead(path)),
        };
    }

    private void Add(ShardEpoch epoch)
    {
        ImmutableArray<MetricValue> metrics = epoch.Metrics;
        if (epoch.IsAmendment && _epochs.TryGetValue(epoch.Number, out EpochMetrics? known))
            metrics = [.. known.Metrics.Where(m => epoch.Metrics.All(n => n.Metric != m.Metric)), .. metrics];
        _epochs[epoch.Number] = new EpochMetrics { Epoch = epoch.Number, DurationSeconds = epoch.Seconds, Metrics = metrics };
        if (epoch.Decision is PrunerDecision decision)
            _decisions.TryAdd(decision.Rung, decision);
    }
}
