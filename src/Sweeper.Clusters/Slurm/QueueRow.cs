using System.Collections.Immutable;

namespace Sweeper.Clusters.Slurm;

/// <summary>A task as Slurm has it.</summary>
/// <param name="Job">The number of its job.</param>
/// <param name="Task">Its number in it.</param>
/// <param name="State">As Slurm calls it.</param>
/// <param name="Reason">Why it is in that state.</param>
/// <param name="ExitCode">As <c>wait</c> has it.</param>
/// <param name="Name">That of its job, which is of one submission, as a number is not.</param>
internal sealed record QueueRow(string Job, int Task, string State, string Reason, int ExitCode, string Name)
{
    private static readonly ImmutableHashSet<string> Ended =
    [
        "COMPLETED", "CANCELLED", "FAILED", "TIMEOUT", "NODE_FAIL", "OUT_OF_MEMORY", "BOOT_FAIL", "DEADLINE", "PREEMPTED",
        "REVOKED",
    ];

    /// <summary>The number of the task in a row that stands for all tasks of a job which have none of their own.</summary>
    public const int WholeJob = -1;

    // What Slurm itself ends a task with whose output cannot be written.
    private const int UnwritableOutput = 53;

    public bool IsAlive => !Ended.Contains(State);

    public bool IsWaiting => State == "PENDING";

    public bool IsCancelled => State == "CANCELLED";

    /// <summary>Whether it never began, as its node could not write its output.</summary>
    public bool HadNoFolder => (ExitCode & 0x7f) == UnwritableOutput;

    /// <summary>How it ended, for people.</summary>
    public string Words => State switch
    {
        "TIMEOUT" => "its time was over",
        "OUT_OF_MEMORY" => "it ran out of memory",
        "NODE_FAIL" or "BOOT_FAIL" => "its node failed",
        "PREEMPTED" => "another job took its place",
        "CANCELLED" => "its job was cancelled",
        "DEADLINE" => "its deadline came",
        _ when HadNoFolder => "its node could not write its output",
        _ => (ExitCode & 0x7f) != 0
            ? FormattableString.Invariant($"signal {ExitCode & 0x7f} ended it")
            : FormattableString.Invariant($"it ended with exit code {ExitCode >> 8}"),
    };
}
