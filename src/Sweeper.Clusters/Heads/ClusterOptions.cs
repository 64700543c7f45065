using System.Collections.Immutable;
using Sweeper.Experiments;

namespace Sweeper.Clusters.Heads;

/// <summary>How a run has trials trained on a cluster.</summary>
public sealed record ClusterOptions
{
    /// <summary>What tasks are given.</summary>
    public required ClusterSettings Settings { get; init; }

    /// <summary>The program that tasks start, and its first arguments.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>How many further attempts a trial gets whose task is lost; at least 0.</summary>
    public int Retries { get; init; } = 1;

    /// <summary>How many trials are under way at once at most, where further ones follow from results; at least 1.</summary>
    public int MostProposed { get; init; } = 10;

    /// <summary>Whether to return when the trials are submitted.</summary>
    public bool IsDetached { get; init; }

    /// <summary>Whether nothing new is to be trained: a request that ends what is under way is on its way.</summary>
    public bool IsToStop { get; init; }

    /// <summary>How long a task that Slurm says has ended may leave its last lines to the network file system.</summary>
    public TimeSpan EndPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a task that Slurm does not know any more may say nothing until it counts as lost.</summary>
    public TimeSpan LossPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a task may run without a sign that it sees the folder.</summary>
    public TimeSpan MarkPatience { get; init; } = TimeSpan.FromSeconds(60);
}
