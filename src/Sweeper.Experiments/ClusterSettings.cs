using System.Collections.Immutable;

namespace Sweeper.Experiments;

/// <summary>What the tasks of a cluster are given, where trials train on one. It has no influence on any result.</summary>
public sealed record ClusterSettings
{
    /// <summary>What holds where nothing is said: whatever the cluster gives.</summary>
    public static ClusterSettings Default { get; } = new();

    /// <summary>The partition; null for the cluster's own choice.</summary>
    public string? Partition { get; init; }

    /// <summary>How long a task may take, whole minutes; null for what the partition allows.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The cores of a task; at least 1.</summary>
    public int Cpus { get; init; } = 1;

    /// <summary>The memory of a task as Slurm writes it, such as <c>8G</c>; null for what the cluster gives.</summary>
    public string? Memory { get; init; }

    /// <summary>The graphics processors of a task; at least 0.</summary>
    public int Gpus { get; init; }

    /// <summary>How many tasks run at once at most, at least 1; null for as many as the cluster lets.</summary>
    public int? AtOnce { get; init; }

    /// <summary>How many trials a task trains, one after the other; at least 1.</summary>
    public int TrialsPerTask { get; init; } = 1;

    /// <summary>Lines of shell that come before a task starts Sweeper.</summary>
    public ImmutableArray<string> Setup { get; init; } = [];

    /// <summary>Further options of <c>sbatch</c>.</summary>
    public ImmutableArray<string> Sbatch { get; init; } = [];
}
