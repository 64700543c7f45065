using Sweeper.Clusters.Files;
using Sweeper.Clusters.Slurm;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Clusters.Heads;

/// <summary>A trial that was given to a task, as the run follows it.</summary>
internal sealed class FollowedTrial(Trial trial, AttemptKey key, FollowedTask task)
{
    private GrowingLines<ShardRecord>? _shard;
    private long _sequence;

    public Trial Trial => trial;

    public AttemptKey Key { get; private set; } = key;

    /// <summary>The task that its attempt is of.</summary>
    public FollowedTask Task { get; private set; } = task;

    /// <summary>What Slurm last said of its task; null where it does not know it.</summary>
    public QueueRow? Row => Task.Row;

    /// <summary>Whether its attempt has begun.</summary>
    public bool HasBegun => _shard is not null;

    /// <summary>Whether the store has it as running.</summary>
    public bool IsRunning { get; set; }

    /// <summary>How its last attempt ended, where it is not known yet whether it gets another one.</summary>
    public TrialOutcome? Interruption { get; set; }

    /// <summary>How many epochs its attempt reported.</summary>
    public int Epochs { get; set; }

    /// <summary>How many attempts in a row brought no epoch.</summary>
    public int Fruitless { get; set; }

    /// <summary>How many attempts were lost.</summary>
    public int Losses { get; set; }

    /// <summary>When its attempt last wrote something, or this run took it up.</summary>
    public long WroteAt { get; set; }

    /// <summary>Whether its attempt is over, and the next one not given to a task yet.</summary>
    public bool WaitsForTask { get; set; }

    /// <summary>How it was told to end, and why; null where it was not.</summary>
    public (TrialState State, string Reason)? ToldToStop { get; set; }

    /// <summary>Whether it keeps its state itself.</summary>
    public bool ResumesByItself { get; set; }

    /// <summary>Its attempt has begun.</summary>
    public void Begin(ClusterFolder folder, AttemptKey begun)
    {
        Key = begun;
        (_shard, _sequence, Epochs, Interruption) = (new GrowingLines<ShardRecord>(folder.Shard(begun.Trial, begun.Attempt)), 0,
            0, null);
    }

    /// <summary>It was given to a task once more.</summary>
    public void GiveTo(FollowedTask next, AttemptKey attempt)
    {
        (Key, Task, WaitsForTask) = (attempt, next, false);
        (_shard, _sequence, Epochs, Interruption) = (null, 0, 0, null);
    }

    /// <summary>What is wrong with what its attempt wrote, as a sentence without a full stop; null where nothing is.</summary>
    public string? Damage => _shard?.Damage;

    /// <summary>What its attempt wrote since the last call; nothing twice.</summary>
    public IEnumerable<ShardRecord> Read()
    {
        foreach (ShardRecord record in _shard?.Read() ?? [])
        {
            if (record.Sequence <= _sequence)
                continue;
            _sequence = record.Sequence;
            yield return record;
        }
    }
}
