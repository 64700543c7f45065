using Sweeper.Clusters.Slurm;

namespace Sweeper.Clusters.Heads;

/// <summary>A task that was submitted, as the run follows it.</summary>
/// <param name="submission">The submission that it is of.</param>
/// <param name="number">Its number in it, from 0.</param>
/// <param name="asks">Whether it asks for its trials, one after the other.</param>
internal sealed class FollowedTask(int submission, int number, bool asks)
{
    public int Submission => submission;

    public int Number => number;

    public bool Asks => asks;

    /// <summary>What Slurm last said of it; null where it does not know it.</summary>
    public QueueRow? Row { get; set; }

    /// <summary>Whether Slurm was asked about it since this run has it.</summary>
    public bool WasLookedFor { get; set; }

    /// <summary>When it was submitted, or last seen waiting or running.</summary>
    public long SeenAt { get; set; }

    /// <summary>Whether this run has submitted it, or seen it waiting or running.</summary>
    public bool WasAlive { get; set; }

    /// <summary>When it was first seen running without a sign of it.</summary>
    public long? SilentSince { get; set; }

    /// <summary>Whether it has left the sign that it sees the folder.</summary>
    public bool WasMarked { get; set; }

    /// <summary>Of one that asks, how many of its requests were answered.</summary>
    public int Answers { get; set; }

    /// <summary>Of one that asks, whether it was told to leave.</summary>
    public bool HasLeft { get; set; }

    /// <summary>Of one that asks, the trial that it was given last.</summary>
    public FollowedTrial? Trial { get; set; }

    /// <summary>Whether it waits or runs, as far as is known.</summary>
    public bool IsLive => !HasLeft && (Row?.IsAlive ?? !WasLookedFor);
}
