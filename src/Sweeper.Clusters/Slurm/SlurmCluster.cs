using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Experiments;
using Sweeper.Sweeps;

namespace Sweeper.Clusters.Slurm;

/// <summary>There is no Slurm on this machine.</summary>
public sealed class SlurmMissingException(string program) : SweeperException(
    $"there is no '{program}' on the PATH: --on slurm is run where jobs are submitted, "
    + $"on the login node of a cluster", FailureKind.Environment);

/// <summary>A Slurm cluster, through its own commands.</summary>
public sealed class SlurmCluster
{
    // Widths that hold all that is asked for: squeue cuts columns off.
    private const string QueueColumns = "ArrayJobID:24,ArrayTaskID:16,State:24,Reason:80,exit_code:16,Name:64";
    private static readonly int[] QueueWidths = [24, 16, 24, 80, 16, 64];

    private SlurmCluster(int maxArraySize, int maxJobCount) => (MaxArraySize, MaxJobCount) = (maxArraySize, maxJobCount);

    /// <summary>How many tasks one submission may have.</summary>
    public int MaxArraySize { get; }

    /// <summary>How many tasks the cluster knows at once.</summary>
    public int MaxJobCount { get; }

    /// <summary>Finds the cluster, and what it allows.</summary>
    /// <exception cref="SweeperException">There is none, or it does not answer.</exception>
    public static SlurmCluster Find()
    {
        SlurmAnswer version = SlurmProcess.Run("sbatch", ["--version"]);
        if (!version.IsDone)
            throw new SweeperException($"sbatch does not work: {version.Complaint}", FailureKind.Environment);
        SlurmAnswer config = SlurmProcess.Run("scontrol", ["show", "config"]);
        if (!config.IsDone)
            throw new SweeperException($"Slurm does not answer: {config.Complaint}", FailureKind.Environment);
        return new SlurmCluster(Setting(config.Output, "MaxArraySize", 1001), Setting(config.Output, "MaxJobCount", 10_000));
    }

    /// <summary>Looks whether tasks can run at all as they are asked for.</summary>
    /// <exception cref="SweeperException">They cannot, with what to change.</exception>
    public static void Check(ClusterSettings settings)
    {
        SlurmAnswer answer = SlurmProcess.Run("sinfo", ["-h", "-o", "%R|%l|%c"]);
        if (!answer.IsDone)
            throw new SweeperException($"Slurm does not answer: {answer.Complaint}", FailureKind.Environment);
        string[][] rows = [.. answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim().Split('|')).Where(r => r.Length == 3)];
        if (settings.Partition is not string partition)
            return;
        string[][] own = [.. rows.Where(r => r[0] == partition)];
        if (own.Length == 0)
        {
            string known = string.Join(", ", rows.Select(r => r[0]).Distinct().Order(StringComparer.Ordinal));
            throw new SweeperException(
                $"cluster.partition is '{partition}', which this cluster does not have; it has {known}", FailureKind.Input);
        }

        int cpus = own.Max(r => int.TryParse(r[2].TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : int.MaxValue);
        if (settings.Cpus > cpus)
            throw new SweeperException(
                FormattableString.Invariant($"cluster.cpus is {settings.Cpus}, and the nodes of '{partition}' have {cpus}"),
                FailureKind.Input);
        if (settings.Time is TimeSpan time && SlurmTime.Parse(own[0][1]) is TimeSpan limit && SlurmTime.Minutes(time) > limit.TotalMinutes)
            throw new SweeperException(
                $"cluster.time is more than partition '{partition}' allows, which is {own[0][1]} (days-hours:minutes:seconds)",
                FailureKind.Input);
    }

    /// <summary>Submits an array of tasks.</summary>
    /// <param name="arguments">The options of <c>sbatch</c>.</param>
    /// <param name="script">What each task runs.</param>
    /// <returns>The number of the job.</returns>
    /// <exception cref="SweeperException">Slurm refuses it.</exception>
    internal static string Submit(IEnumerable<string> arguments, string script)
    {
        SlurmAnswer answer = SlurmProcess.Run("sbatch", ["--parsable", .. arguments], script);
        if (!answer.IsDone)
            throw new SweeperException($"sbatch refused the tasks: {answer.Complaint}", FailureKind.Environment);
        return answer.Output.Trim().Split(';')[0];
    }

    /// <summary>The tasks of jobs by their names; null where Slurm does not answer, so that nothing is known of any.</summary>
    internal static ImmutableArray<QueueRow>? Queue(IEnumerable<string> names)
    {
        SlurmAnswer answer = SlurmProcess.Run(
            "squeue", ["-h", "-r", "--states=all", $"--name={string.Join(',', names)}", "-O", QueueColumns]);
        if (!answer.IsDone)
            return null;
        return [.. answer.Output.Split('\n').Where(l => l.Trim().Length > 0).Select(Parse)];
    }

    /// <summary>Cancels jobs by their names.</summary>
    internal static void Cancel(IEnumerable<string> names)
    {
        foreach (string name in names)
            SlurmProcess.Run("scancel", [$"--name={name}"]);
    }

    /// <summary>Cancels those of jobs that have not started.</summary>
    internal static void CancelWaiting(IEnumerable<string> names)
    {
        foreach (string name in names)
            SlurmProcess.Run("scancel", [$"--name={name}", "--state=PENDING"]);
    }

    private static QueueRow Parse(string line)
    {
        string[] fields = new string[QueueWidths.Length];
        int start = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            int end = Math.Min(line.Length, start + QueueWidths[i]);
            fields[i] = start < end ? line[start..end].Trim() : "";
            start = end;
        }

        return new QueueRow(
            fields[0], int.TryParse(fields[1], out int task) ? task : 0, fields[2], fields[3], int.TryParse(fields[4], out int code) ? code : 0, fields[5]);
    }

    private static int Setting(string config, string name, int otherwise)
    {
        foreach (string line in config.Split('\n'))
        {
            if (line.Split('=') is [var key, var value] && key.Trim() == name && int.TryParse(value.Trim(), out int number))
                return number;
        }

        return otherwise;
    }
}

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
        "COMPLETED", "CANCELLED", "FAILED", "TIMEOUT", "NODE_FAIL", "OUT_OF_MEMORY", "BOOT_FAIL", "DEADLINE", "PREEMPTED", "REVOKED",
    ];

    public bool IsAlive => !Ended.Contains(State);

    public bool IsWaiting => State == "PENDING";

    public bool IsCancelled => State == "CANCELLED";

    /// <summary>How it ended, for people.</summary>
    public string Words => State switch
    {
        "TIMEOUT" => "its time was over",
        "OUT_OF_MEMORY" => "it ran out of memory",
        "NODE_FAIL" or "BOOT_FAIL" => "its node failed",
        "PREEMPTED" => "another job took its place",
        "CANCELLED" => "its job was cancelled",
        _ => (ExitCode & 0x7f) != 0
            ? FormattableString.Invariant($"signal {ExitCode & 0x7f} ended it")
            : FormattableString.Invariant($"it ended with exit code {ExitCode >> 8}"),
    };
}
